package heapsh.kernel;

import heapsh.render.SafeText;

/**
 * Makes the text of any value fit for a page and for a terminal: without control characters, escape
 * sequences and lone surrogates, and not longer than a page can bear.
 */
final class PlainText {
  /** As many characters as the heapsh mode of jshell shows. */
  static final int MAX_CHARS = 100_000;

  private PlainText() {}

  /** Returns the text with its lines and tabs kept, and a note where it was cut. */
  static String of(String text) {
    String kept = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    StringBuilder out = new StringBuilder(kept.length() + 100);
    int from = 0;
    for (int i = 0; i <= kept.length(); i++) {
      if (i == kept.length() || kept.charAt(i) == '\n' || kept.charAt(i) == '\t') {
        String piece = kept.substring(from, i);
        boolean carriageReturn = i < kept.length() && piece.endsWith("\r");
        out.append(
            SafeText.of(
                carriageReturn ? piece.substring(0, piece.length() - 1) : piece,
                Integer.MAX_VALUE));
        if (i < kept.length()) {
          out.append(kept.charAt(i));
        }
        from = i + 1;
      }
    }
    if (kept.length() < text.length()) {
      out.append("... (").append(text.length() - kept.length()).append(" characters more)");
    }
    return out.toString();
  }
}
