package heapsh;

import heapsh.render.Page;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextForm;
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
  private static final int LINES_OF_A_ROW = 8;

  /** Lays out the rows. */
  Page page() {
    List<String> head = mark.isEmpty() ? List.of(header) : List.of(header, mark);
    List<String> foot = accounting.isEmpty() ? List.of() : List.of(accounting);
    return alone().head(head).foot(foot).after(table.rows() - to);
  }

  /** Lays out the rows with nothing around. */
  Page alone() {
    Table rows =
        new Table(
            "Path", Column.number("Index", 6), Column.number("Count", 6), Column.number("Size", 8));
    for (int row = from; row < to; row++) {
      int number = row;
      rows.row(
              width -> String.join(" -> ", table.steps(number)),
              Integer.toString(row),
              Integer.toString(table.count(row)),
              Long.toString(table.bytes(row)))
          .hint(".get(" + row + ")");
    }
    return Page.of(List.of(), rows).form(this::lines);
  }

  private TextForm.Lines lines(Table rows, int width) {
    List<String> lines = new ArrayList<>();
    for (int row = from; row < to; row++) {
      List<String> steps = table.steps(row);
      String path =
          width == 0
              ? PathText.wrapped(steps, indent())
              : PathText.brief(steps, indent(), LINES_OF_A_ROW);
      lines.add(label(row) + "\n" + path);
    }
    return new TextForm.Lines(List.of(), lines);
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
