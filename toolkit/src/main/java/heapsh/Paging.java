package heapsh;

import heapsh.render.Html;
import heapsh.render.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Counts rows and pages, and shows them in every form. */
final class Paging {
  /** The rows of a page; eleven when the eleventh is the last. */
  static final int PAGE = 10;

  /** No row is shorter, so no more of them fit within what a shell displays. */
  private static final int SHORTEST_ROW = 30;

  /** As many rows as a shell may display. */
  static final int SHOWN_ROWS = Page.LIMIT / SHORTEST_ROW;

  /** As many rows as a page of HTML has at most, so that a browser shows it at once. */
  static final int HTML_ROWS = 500;

  private Paging() {}

  /** Returns where a page that begins at this row ends. */
  static int end(int rows, int from) {
    return rows - from <= PAGE + 1 ? rows : from + PAGE;
  }

  /** Returns the end of a page that was asked for, eleven rows when the eleventh is the last. */
  static int end(int rows, int from, int asked) {
    return asked == from + PAGE ? end(rows, from) : Math.min(asked, rows);
  }

  /**
   * Returns the first row of the next page.
   *
   * @param what what has the rows, for the message
   * @throws HeapException when there is none
   */
  static int next(Page page, int from, int rows, String what) {
    int next = from + page.fitting();
    if (next >= rows) {
      throw new HeapException("no more rows: this " + what + " has " + PartitionText.rows(rows));
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

  /** Returns the text as a shell displays it, or the one line that says why there is none. */
  static String shown(IntFunction<Page> page) {
    return Safely.text(() -> page.apply(SHOWN_ROWS).limited());
  }

  /** Returns every form of a page. */
  static Map<String, String> mime(String text, IntFunction<Page> page) {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(Mime.TEXT, text);
    forms.put(Mime.HTML, html(page));
    return forms;
  }

  private static String html(IntFunction<Page> page) {
    try {
      return Html.of(page.apply(HTML_ROWS));
    } catch (HeapException e) {
      return Html.pre("<" + e.getMessage() + ">");
    }
  }
}
