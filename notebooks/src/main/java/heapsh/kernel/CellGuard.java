package heapsh.kernel;

/**
 * What the code of cells is made to call by {@link SnippetBytecode}: cells run in the kernel's own
 * JVM, where a loop without end or an exit would take the kernel with it.
 */
public final class CellGuard {
  private CellGuard() {}

  /** Ends the cell that runs when it was interrupted; called at every jump backwards. */
  public static void check() {
    if (Thread.currentThread() instanceof CellThread cells && cells.isCellInterrupted()) {
      throw new CellInterruptedException(false);
    }
  }

  /** Stands for {@link System#exit}: ends the cell, and the kernel stays. */
  public static void exit(int status) {
    throw new CellException(
        "Exit",
        "a cell cannot end the kernel (exit " + status + "); shut it down in Jupyter instead");
  }

  /** Stands for {@link Runtime#exit} and {@link Runtime#halt}. */
  public static void exit(Runtime runtime, int status) {
    exit(status);
  }
}
