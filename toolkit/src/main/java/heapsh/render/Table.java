package heapsh.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Holds rows of cells, each with a name behind them, for {@link TextTable} and {@link HtmlTable} to
 * draw. Rows may stand below others: a tree, depth first. Not thread-safe.
 *
 * <pre>
 *   Table table = new Table("Class", Column.number("Index", 6), Column.number("Count", 6));
 *   table.row(width -&gt; ClassNames.fit("java.lang.String", width), "0", "155").hint(".get(0)");
 * </pre>
 */
public final class Table {
  private final String nameHeader;
  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();
  private int openLevels = Integer.MAX_VALUE;

  /**
   * Describes a column.
   *
   * @param header stands above the cells
   * @param minWidth how many characters wide the column is at least, as text
   * @param headerInset by how much less than the column the header takes as text, so that a wide
   *     header before it has room
   * @param isNumber whether a page aligns the cells right; text aligns every cell so
   */
  public record Column(String header, int minWidth, int headerInset, boolean isNumber) {
    /** Makes a column of numbers whose header stands flush with its cells. */
    public static Column number(String header, int minWidth) {
      return new Column(header, minWidth, 0, true);
    }

    /** Makes a column of words. */
    public static Column words(String header, int minWidth) {
      return new Column(header, minWidth, 0, false);
    }
  }

  /** Gives a name in the room that there is. */
  @FunctionalInterface
  public interface Name {
    /**
     * Returns the name in at most {@code width} characters, or longer when it cannot be shortened
     * to that; the whole name for {@code Integer.MAX_VALUE}.
     */
    String fit(int width);
  }

  /** Holds one row. */
  public static final class Row {
    private final Name name;
    private final List<String> cells;
    private int depth;
    private String hint = "";

    private Row(Name name, List<String> cells) {
      this.name = name;
      this.cells = cells;
    }

    /** Says what to type to go on with the row: {@code .get(3)}. */
    public Row hint(String newHint) {
      hint = newHint;
      return this;
    }

    /** Puts the row below the last one of less depth; 0 is the top. */
    public Row depth(int newDepth) {
      depth = newDepth;
      return this;
    }

    Name name() {
      return name;
    }

    List<String> cells() {
      return cells;
    }

    int depth() {
      return depth;
    }

    String hint() {
      return hint;
    }
  }

  /** Makes an empty table. */
  public Table(String nameHeader, Column... columns) {
    this.nameHeader = nameHeader;
    this.columns = List.of(columns);
  }

  /**
   * Adds a row and returns it.
   *
   * @throws IllegalArgumentException when there is not one cell for each column
   */
  public Row row(Name name, String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "cells do not match columns: cells=" + cells.length + " columns=" + columns.size());
    }
    Row row = new Row(name, List.of(cells));
    rows.add(row);
    return row;
  }

  /** Shows so many levels of a tree at first, on a page where they fold; all by default. */
  public Table openLevels(int levels) {
    openLevels = levels;
    return this;
  }

  /** Returns how many rows there are. */
  public int size() {
    return rows.size();
  }

  /** Returns what stands above the names. */
  public String nameHeader() {
    return nameHeader;
  }

  /** Returns what stands above a column. */
  public String header(int column) {
    return columns.get(column).header();
  }

  /** Returns a cell. */
  public String cell(int row, int column) {
    return rows.get(row).cells().get(column);
  }

  /** Returns the name of a row, in so many characters if it can be. */
  public String name(int row, int width) {
    return rows.get(row).name().fit(width);
  }

  /** Returns how many characters wide a column is as text. */
  public int width(int column) {
    Column wanted = columns.get(column);
    int width = Math.max(wanted.minWidth(), wanted.header().length() + wanted.headerInset());
    for (Row row : rows) {
      width = Math.max(width, row.cells().get(column).length());
    }
    return width;
  }

  List<Column> columns() {
    return columns;
  }

  List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  int openLevels() {
    return openLevels;
  }

  boolean isTree() {
    return rows.stream().anyMatch(row -> row.depth() > 0);
  }
}
