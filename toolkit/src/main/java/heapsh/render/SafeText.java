package heapsh.render;

/**
 * Makes text from a heap safe for a terminal: it is untrusted.
 *
 * <p>Control characters (escape sequences among them), line and bidirectional separators, private
 * and unassigned characters and lone surrogates come out as Java escapes.
 */
public final class SafeText {
  private static final String CUT = "...";

  private SafeText() {}

  /**
   * Returns the text escaped, with {@code ...} for what exceeds {@code maxChars} characters of it.
   */
  public static String of(String text, int maxChars) {
    return escape(text, maxChars, false);
  }

  /** Returns the text escaped and in double quotes; the cut mark stands inside them. */
  public static String quote(String text, int maxChars) {
    return '"' + escape(text, maxChars, true) + '"';
  }

  private static String escape(String text, int maxChars, boolean quoted) {
    int end = text.length() <= maxChars ? text.length() : Math.max(0, maxChars - CUT.length());
    if (end == text.length() && isPlain(text)) {
      return text;
    }
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder out = new StringBuilder(end + 8);
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      append(out, c, quoted);
    }
    return end < text.length() ? out.append(CUT).toString() : out.toString();
  }

  /** Tells whether there is nothing to escape, as in most texts. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder out, int c, boolean quoted) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '"' -> out.append(quoted ? "\\\"" : "\"");
      case '\\' -> out.append(quoted ? "\\\\" : "\\");
      default -> {
        if (isSafe(c)) {
          out.appendCodePoint(c);
        } else if (c > 0xFFFF) {
          out.append(
              String.format(
                  "\\u%04x\\u%04x",
                  (int) Character.highSurrogate(c), (int) Character.lowSurrogate(c)));
        } else {
          out.append(String.format("\\u%04x", c));
        }
      }
    }
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
