package heapsh.kernel;

/** Tells the user of a cell in a few lines what is wrong with it; has no stack trace. */
final class CellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /**
   * Makes the exception.
   *
   * @param name what kind of error it is, in one word
   * @param message what was found, and what to do
   */
  CellException(String name, String message) {
    super(message, null, false, false);
    this.name = name;
  }

  /** Returns what kind of error it is. */
  String kind() {
    return name;
  }
}
