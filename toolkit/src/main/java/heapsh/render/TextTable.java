package heapsh.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out a table of right-aligned columns and a last column of names, in fixed width.
 *
 * <pre>
 *   TextTable table = new TextTable("Class", new Column("Index", 6), new Column("Count", 6));
 *   table.row(width -&gt; ClassNames.fit("java.lang.String", width), "0", "155");
 *   table.header() + "\n" + String.join("\n", table.rows(80))
 * </pre>
 *
 * <p>Columns grow with their cells. A name is asked to fit into what they leave, and is broken over
 * further lines, set in to its column, when it cannot. Not thread-safe.
 */
public final class TextTable {
  /** The least room for a name, however wide the columns are. */
  private static final int LEAST_NAME_WIDTH = 12;

  private final String nameHeader;
  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Describes a column of numbers.
   *
   * @param header stands above the cells, right-aligned
   * @param minWidth how wide the column is at least
   * @param headerInset by how much less than the column the header takes, so that a wide header
   *     before it has room
   */
  public record Column(String header, int minWidth, int headerInset) {
    /** Makes a column whose header stands flush with its cells. */
    public Column(String header, int minWidth) {
      this(header, minWidth, 0);
    }
  }

  /** Gives a name in the room that there is. */
  @FunctionalInterface
  public interface Name {
    /**
     * Returns the name in at most {@code width} characters, or longer when it cannot be shortened
     * to that.
     */
    String fit(int width);
  }

  private record Row(Name name, String[] cells) {}

  /** Makes an empty table. */
  public TextTable(String nameHeader, Column... columns) {
    this.nameHeader = nameHeader;
    this.columns = List.of(columns);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when there is not one cell for each column
   */
  public void row(Name name, String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "cells do not match columns: cells=" + cells.length + " columns=" + columns.size());
    }
    rows.add(new Row(name, cells.clone()));
  }

  /** Returns the line of headers. */
  public String header() {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < columns.size(); c++) {
      pad(line, columns.get(c).header(), width(c) - columns.get(c).headerInset());
      line.append(' ');
    }
    return line.append(nameHeader).toString();
  }

  /**
   * Returns the rows, each as one string of one or more lines no wider than {@code width}; 0 means
   * any width.
   */
  public List<String> rows(int width) {
    int indent = 0;
    for (int c = 0; c < columns.size(); c++) {
      indent += width(c) + 1;
    }
    int nameWidth = width == 0 ? Integer.MAX_VALUE : Math.max(LEAST_NAME_WIDTH, width - indent);
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(line(row, indent, nameWidth));
    }
    return lines;
  }

  private String line(Row row, int indent, int nameWidth) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < columns.size(); c++) {
      pad(line, row.cells[c], width(c));
      line.append(' ');
    }
    String name = row.name.fit(nameWidth);
    int from = 0;
    while (name.length() - from > nameWidth) {
      int to = breakBefore(name, from, nameWidth);
      line.append(name.substring(from, to).stripTrailing()).append('\n').append(" ".repeat(indent));
      from = to;
    }
    return line.append(name, from, name.length()).toString();
  }

  /**
   * Returns where to go to the next line: behind a blank, unless that leaves more than half of the
   * line empty.
   */
  private static int breakBefore(String name, int from, int width) {
    int blank = name.lastIndexOf(' ', from + width - 1);
    return blank > from + width / 2 ? blank + 1 : from + width;
  }

  private int width(int c) {
    Column column = columns.get(c);
    int width = Math.max(column.minWidth(), column.header().length() + column.headerInset());
    for (Row row : rows) {
      width = Math.max(width, row.cells[c].length());
    }
    return width;
  }

  private static void pad(StringBuilder line, String text, int width) {
    line.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
  }
}
