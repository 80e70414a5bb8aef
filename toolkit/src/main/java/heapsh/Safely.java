package heapsh;

import java.util.function.Supplier;

/** Makes texts for toString, which must not throw: a shell would show nothing. */
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
}
