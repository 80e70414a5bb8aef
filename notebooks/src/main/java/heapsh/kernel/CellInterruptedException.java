package heapsh.kernel;

/** Says that a cell was interrupted by its user. */
final class CellInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean abandoned;

  /**
   * Makes the exception.
   *
   * @param abandoned whether what the cell runs did not heed the interrupt
   */
  CellInterruptedException(boolean abandoned) {
    super(
        abandoned
            ? "interrupted, but what the cell has called goes on in the background"
            : "interrupted",
        null,
        false,
        false);
    this.abandoned = abandoned;
  }

  boolean isAbandoned() {
    return abandoned;
  }
}
