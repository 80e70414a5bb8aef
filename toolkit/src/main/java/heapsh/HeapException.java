package heapsh;

/**
 * Tells the user, in one line, what was found, where, what was expected and what to do.
 *
 * <p>Carries no stack trace: it is thrown for what a user or an input file can cause, and a shell
 * prints it as is. A defect of heapsh itself is thrown as another type and keeps its trace. Every
 * package of heapsh may throw it; it is the only type of this package that lower layers know.
 */
public class HeapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with its one line. */
  public HeapException(String message) {
    super(message, null, false, false);
  }

  /**
   * Makes the exception with its one line and the failure behind it, which {@link #getSuppressed}
   * gives: as a cause, a shell would print it too, with its trace.
   */
  @SuppressWarnings("this-escape") // addSuppressed is final, and knows no subclass
  public HeapException(String message, Throwable failure) {
    super(message, null, true, false);
    addSuppressed(failure);
  }
}
