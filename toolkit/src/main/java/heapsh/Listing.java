package heapsh;

import java.util.function.IntFunction;

/** Shows a head and many lines: as many whole ones as fit on a page, and how many were left out. */
final class Listing {
  /** What a shell shows of a value without a cut in its middle. */
  static final int MAX_CHARS = 1000;

  static final int MAX_COLUMNS = 80;

  /** Room for the line that says how many are left out. */
  private static final int REST_CHARS = 60;

  private Listing() {}

  /** Returns a number with a noun, given in the singular: {@code 1 entry}, {@code 2 entries}. */
  static String counted(long count, String noun) {
    return count + " " + (count == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /**
   * Returns the head and the first lines, at most {@link #MAX_CHARS} characters.
   *
   * @param head the first line
   * @param count how many lines there are
   * @param line gives line k, at most {@link #MAX_COLUMNS} wide
   * @param quantity stands before the number of lines left out: empty, or {@code at least }
   * @param rest says what was left out when it is put behind a number: {@code more fields; show()
   *     prints all}
   */
  static String page(
      String head, int count, IntFunction<String> line, String quantity, String rest) {
    StringBuilder text = new StringBuilder(head);
    for (int k = 0; k < count; k++) {
      String next = line.apply(k);
      int room = MAX_CHARS - (k == count - 1 ? 0 : REST_CHARS);
      if (text.length() + 1 + next.length() > room) {
        return text + "\n<" + quantity + (count - k) + ' ' + rest + '>';
      }
      text.append('\n').append(next);
    }
    return text.toString();
  }
}
