package heapsh;

import java.util.function.Supplier;

/** Turns what would frighten a user, an exception in toString or a full memory, into one line. */
final class Safely {
  private Safely() {}

  /** Returns the text, or the one line that says why there is none. */
  static String text(Supplier<String> text) {
    try {
      return text.get();
    } catch (HeapException e) {
      return "<" + e.getMessage() + ">";
    }
  }

  /**
   * Runs work whose memory grows with the set it is asked of.
   *
   * @param what the work, in words that follow "not enough memory to"
   */
  static <T> T inMemory(Supplier<String> what, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw new HeapException(
          "not enough memory to "
              + what.get()
              + ": take a part of the set, such as get(0), or give the shell a bigger heap (-Xmx)",
          e);
    }
  }
}
