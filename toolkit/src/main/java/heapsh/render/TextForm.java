package heapsh.render;

import java.util.List;

/** Draws the rows of a table as lines of text. */
@FunctionalInterface
public interface TextForm {
  /** Holds the lines above the rows, and the rows, each of one or more lines. */
  record Lines(List<String> header, List<String> rows) {}

  /**
   * Returns the lines, none wider than {@code width} where that can be; 0 means any width and
   * nothing shortened.
   */
  Lines lines(Table table, int width);
}
