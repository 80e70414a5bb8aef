package heapsh;

/** Stops long work when its thread is interrupted, as Ctrl-C in a shell does. */
final class Stop {
  /** A kernel asks when {@code (counter & EVERY) == 0}: some thousand times a second at most. */
  static final int EVERY = 0xFFFF;

  private Stop() {}

  /**
   * Throws when the thread was interrupted, and clears the interrupt, so that the session stays usable.
   *
   * @throws HeapException "stopped"
   */
  static void ifAsked() {
    if (Thread.interrupted()) {
      throw new HeapException("stopped");
    }
  }
}
