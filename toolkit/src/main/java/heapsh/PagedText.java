package heapsh;

import java.util.ArrayList;
import java.util.List;

/** Lays out a page of rows: whole, or complete rows in 80 columns and 1,000 characters. */
abstract class PagedText {
  static final int PAGE = 10;

  /** No row is shorter, so no more of them fit within the limit. */
  private static final int SHORTEST_ROW = 30;

  /** Holds the lines above the rows, and the rows, each of one or more lines. */
  record Layout(List<String> header, List<String> rows) {}

  /** Returns how many rows there are on all pages. */
  abstract int rowCount();

  /** Returns the first row of the page. */
  abstract int from();

  /** Returns the end of the page as it was asked for, which may be beyond the last row. */
  abstract int askedTo();

  /** Returns the lines above the table. */
  abstract List<String> summary();

  /** Lays out rows from the page's first up to this one; width 0 means any. */
  abstract Layout layout(int to, int width);

  /** Returns the page with whole names. */
  final String whole() {
    return join(layout(to(), 0), to() - from());
  }

  /** Returns the page in 80 columns and 1,000 characters, one row at least. */
  final String limited() {
    Layout layout = firstRows();
    return join(layout, fitting(layout));
  }

  /**
   * Returns the first row of the next page.
   *
   * @param what what has the rows, for the message
   * @throws HeapException when there is none
   */
  final int next(String what) {
    int next = from() + fitting(firstRows());
    if (next >= rowCount()) {
      throw new HeapException(
          "no more rows: this " + what + " has " + PartitionText.rows(rowCount()));
    }
    return next;
  }

  /** Turns a row index that may count from the end into one that counts from the start. */
  static int checkRow(int row, int rows, String what) {
    int index = row < 0 ? rows + row : row;
    if (index < 0 || index >= rows) {
      throw new HeapException(
          "no row " + row + ": this " + what + " has " + PartitionText.rows(rows));
    }
    return index;
  }

  /** Returns the end of the page: eleven rows when the eleventh is the last. */
  private int to() {
    boolean oneMore = rowCount() - from() == PAGE + 1 && askedTo() == from() + PAGE;
    return oneMore ? rowCount() : Math.min(askedTo(), rowCount());
  }

  private Layout firstRows() {
    return layout(Math.min(to(), from() + PartitionText.LIMIT / SHORTEST_ROW), Partition.WIDTH);
  }

  private int fitting(Layout layout) {
    int shown = layout.rows.size();
    while (shown > 1 && join(layout, shown).length() > PartitionText.LIMIT) {
      shown--;
    }
    return shown;
  }

  private String join(Layout layout, int shown) {
    List<String> lines = new ArrayList<>(summary());
    if (!layout.rows.isEmpty()) {
      lines.addAll(layout.header);
    }
    lines.addAll(layout.rows.subList(0, shown));
    int left = rowCount() - from() - shown;
    if (left > 0) {
      String word = left == 1 ? " more row" : " more rows";
      lines.add("<" + left + word + ". Type e.g. '.more()' to view.>");
    }
    return String.join("\n", lines);
  }
}
