package heapsh;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds a regular expression in texts of a heap; can be stopped, however long one search takes. Not
 * thread-safe.
 */
final class TextPattern {
  private static final int CHECK_MASK = (1 << 16) - 1;

  private final Pattern pattern;
  private int reads;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Compiles a pattern of {@link Pattern}; the failure is the pattern's own. */
  static TextPattern of(String regex) throws PatternSyntaxException {
    return new TextPattern(Pattern.compile(regex));
  }

  /** Tells whether the pattern is found anywhere in the text. */
  boolean isIn(String text) {
    try {
      return pattern.matcher(new Stoppable(text, 0, text.length())).find();
    } catch (StackOverflowError e) {
      throw new HeapException(
          "the pattern '"
              + pattern
              + "' nests too deep on a string of "
              + text.length()
              + " characters");
    }
  }

  /** Gives a text to a matcher, which has no way to be stopped but by what it reads. */
  private final class Stoppable implements CharSequence {
    private final String text;
    private final int start;
    private final int end;

    Stoppable(String text, int start, int end) {
      this.text = text;
      this.start = start;
      this.end = end;
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      if ((++reads & CHECK_MASK) == 0) {
        HeapReader.checkStop(0);
      }
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Stoppable(text, start + from, start + to);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
