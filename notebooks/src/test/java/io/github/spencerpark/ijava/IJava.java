package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;

/** Stands in for the main class of IJava, which is no library: it has its kernel in this place. */
public final class IJava {
  private static BaseKernel kernel;

  private IJava() {}

  /** Returns the kernel of this process. */
  public static BaseKernel getKernelInstance() {
    return kernel;
  }

  /** Sets the kernel of this process. */
  public static void use(BaseKernel other) {
    kernel = other;
  }
}
