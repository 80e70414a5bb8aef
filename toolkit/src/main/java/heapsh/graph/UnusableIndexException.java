package heapsh.graph;

/** Says why a kept index cannot be used; whoever catches it computes anew. Never seen by users. */
final class UnusableIndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception; the reason completes "the index was not used: ". */
  UnusableIndexException(String reason) {
    super(reason, null, false, false);
  }
}
