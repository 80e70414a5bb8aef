package heapsh;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out some rows of paths.
 *
 * @param table the rows
 * @param header the first line
 * @param mark the line below it that tells of a salvaged heap, empty for others
 * @param accounting the line on objects without a path, empty when there are none
 * @param from the first row
 * @param to the row after the last
 */
record PathsPage(PathTable table, String header, String mark, String accounting, int from, int to) {
  /** The rows of a page; eleven when the eleventh is the last. */
  private static final int ROWS = 10;

  /** jshell cuts what it displays in the middle above this. */
  private static final int LIMIT = 1000;

  private static final int LINES_OF_A_ROW = 8;

  /** Returns where a page that begins at this row ends. */
  static int end(int rows, int from) {
    return rows - from <= ROWS + 1 ? rows : from + ROWS;
  }

  /** Returns the page with nothing cut. */
  String whole() {
    List<String> rows = new ArrayList<>();
    for (int row = from; row < to; row++) {
      rows.add(label(row) + "\n" + PathText.wrapped(table.steps(row), indent()));
    }
    return join(rows);
  }

  /** Returns the page in 80 columns and 1,000 characters. */
  String limited() {
    return join(fitting());
  }

  /** Returns how many rows of the page {@link #limited} prints. */
  int rowsWithinLimit() {
    return fitting().size();
  }

  private List<String> fitting() {
    List<String> rows = new ArrayList<>();
    for (int row = from; row < to; row++) {
      rows.add(label(row) + "\n" + PathText.brief(table.steps(row), indent(), LINES_OF_A_ROW));
      if (rows.size() > 1 && join(rows).length() > LIMIT) {
        rows.remove(rows.size() - 1);
        break;
      }
    }
    return rows;
  }

  private String join(List<String> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(PathText.sentence(header, 2));
    if (!mark.isEmpty()) {
      lines.add(mark);
    }
    lines.addAll(rows);
    int left = table.rows() - from - rows.size();
    if (left > 0) {
      String word = left == 1 ? " more row" : " more rows";
      lines.add("<" + left + word + ". Type e.g. '.more()' to view.>");
    }
    if (!accounting.isEmpty()) {
      lines.add(PathText.sentence(accounting, 2));
    }
    return String.join("\n", lines);
  }

  /** Returns a row alone, with nothing cut or within a page's limits. */
  String row(int row, boolean whole) {
    List<String> steps = table.steps(row);
    String path =
        whole ? PathText.wrapped(steps, indent()) : PathText.brief(steps, indent(), LINES_OF_A_ROW);
    return label(row) + "\n" + path;
  }

  private String label(int row) {
    String number = Integer.toString(row);
    String margin = " ".repeat(Math.max(0, indent() - 2 - number.length()));
    return margin + number + ": " + objects(table.count(row)) + ", " + bytes(table.bytes(row));
  }

  private int indent() {
    return Math.max(2, Integer.toString(Math.max(0, to - 1)).length()) + 2;
  }

  static String objects(int count) {
    return count + (count == 1 ? " object" : " objects");
  }

  static String bytes(long count) {
    return count + (count == 1 ? " byte" : " bytes");
  }
}
