package heapsh.render;

/** Breaks text into lines. */
public final class Wrap {
  private Wrap() {}

  /**
   * Returns a sentence in lines of at most so many columns, where its words allow; those after the
   * first set in.
   */
  public static String sentence(String text, int width, int indent) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      boolean fits = column == 0 || column + 1 + word.length() <= width;
      if (column > 0) {
        out.append(fits ? " " : "\n" + " ".repeat(indent));
        column = fits ? column + 1 : indent;
      }
      out.append(word);
      column += word.length();
    }
    return out.toString();
  }
}
