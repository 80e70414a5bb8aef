package org.dflib.jjava.jupyter.kernel;

/** Stands in for the base kernel of JJava, a successor of IJava's under this name. */
public final class BaseKernel {
  private static Object kernel;

  private BaseKernel() {}

  /** Returns the kernel of this process. */
  public static Object notebookKernel() {
    return kernel;
  }

  /** Sets the kernel of this process. */
  public static void use(Object other) {
    kernel = other;
  }
}
