package heapsh;

import heapsh.render.TextTable;
import heapsh.render.TextTable.Column;
import java.util.ArrayList;
import java.util.List;

/** Lays out a page of a partition. */
final class PartitionText {
  /** jshell cuts what it displays in the middle above this. */
  static final int LIMIT = 1000;

  /** No row is shorter, so no more of them fit within the limit. */
  private static final int SHORTEST_ROW = 40;

  private final Partition page;
  private final ObjectSet set;
  private final Grouping grouping;
  private final ObjectSet.Place place;

  PartitionText(Partition page) {
    this.page = page;
    set = page.objects();
    grouping = set.grouping();
    place = set.place();
  }

  /** Returns the page with whole names. */
  String whole() {
    TextTable table = table(page.to());
    return join(table, table.rows(0), page.to() - page.from());
  }

  /** Returns the page in 80 columns and 1,000 characters. */
  String limited() {
    return limited(LIMIT);
  }

  /** Returns the page in 80 columns and so many characters, one row at least. */
  String limited(int limit) {
    TextTable table = firstRows();
    List<String> rows = table.rows(Partition.WIDTH);
    return join(table, rows, fitting(table, rows, limit));
  }

  /** Lays out as many rows as may fit within the limit: those of a whole table can be millions. */
  private TextTable firstRows() {
    return table(Math.min(page.to(), page.from() + LIMIT / SHORTEST_ROW));
  }

  /**
   * Returns how many rows of the page {@link #limited} prints; at least one, where there are any.
   */
  int rowsWithinLimit() {
    return rowsWithin(LIMIT);
  }

  /** Returns how many rows {@link #limited(int)} prints. */
  int rowsWithin(int limit) {
    TextTable table = firstRows();
    return fitting(table, table.rows(Partition.WIDTH), limit);
  }

  private int fitting(TextTable table, List<String> rows, int limit) {
    int shown = rows.size();
    while (shown > 1 && join(table, rows, shown).length() > limit) {
      shown--;
    }
    return shown;
  }

  private String join(TextTable table, List<String> rows, int shown) {
    List<String> lines = new ArrayList<>();
    lines.add(summary());
    if (set.heap().isPart()) {
      lines.add(set.heap().partMark());
    }
    if (!rows.isEmpty()) {
      lines.add(table.header());
    }
    lines.addAll(rows.subList(0, shown));
    int left = grouping.rows() - page.from() - shown;
    if (left > 0) {
      String word = left == 1 ? " more row" : " more rows";
      lines.add("<" + left + word + ". Type e.g. '.more()' to view.>");
    }
    if (!place.isWhole()) {
      lines.add(
          "<row "
              + place.row()
              + " of a set of "
              + objects(place.count())
              + ", "
              + page.units().format(place.bytes())
              + (page.units() == Units.BYTES ? " bytes>" : ">"));
    }
    return String.join("\n", lines);
  }

  private String summary() {
    String start = "Partition of a set of " + objects(set.count()) + ". Total size = ";
    if (page.units() == Units.HUMAN) {
      return start + Units.human(set.size()) + ".";
    }
    String line = start + set.size() + (set.size() == 1 ? " byte" : " bytes");
    if (set.size() < 1024) {
      return line + ".";
    }
    String human = Units.human(set.size());
    String whole = line + " (" + human + ").";
    if (whole.length() <= Partition.WIDTH) {
      return whole;
    }
    // In a full line one decimal less is better than nothing.
    String rounded = human.substring(0, human.indexOf('.')) + human.substring(human.indexOf(' '));
    return line + " (" + rounded + ").";
  }

  static String objects(long count) {
    return count + (count == 1 ? " object" : " objects");
  }

  static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private TextTable table(int to) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column("Index", 6),
                new Column("Count", 6),
                new Column("%", 3),
                new Column("Size", 8),
                new Column("%", 3),
                new Column("Cumulative", 10),
                new Column("%", 3, page.hasRetained() ? 0 : 1)));
    if (page.hasRetained()) {
      columns.add(new Column("Retained", 9));
    }
    TextTable table = new TextTable(set.classifier().title(), columns.toArray(Column[]::new));
    long[] retained = page.hasRetained() ? set.retainedRows().bytes(page.from(), to) : new long[0];
    for (int row = page.from(); row < to; row++) {
      int number = row;
      String[] cells = cells(row);
      if (page.hasRetained()) {
        cells[cells.length - 1] = page.units().format(retained[row - page.from()]);
      }
      table.row(width -> name(number, width), cells);
    }
    return table;
  }

  private String name(int row, int width) {
    return width == Integer.MAX_VALUE ? grouping.name(row) : grouping.shortName(row, width);
  }

  private String[] cells(int row) {
    long bytes = grouping.bytes(row);
    long cumulative = place.isWhole() ? grouping.cumulativeBytes(row) : place.cumulativeBytes();
    List<String> cells =
        new ArrayList<>(
            List.of(
                Integer.toString(place.isWhole() ? row : place.row()),
                Integer.toString(grouping.count(row)),
                percent(grouping.count(row), place.count()),
                page.units().format(bytes),
                percent(bytes, place.bytes()),
                page.units().format(cumulative),
                percent(cumulative, place.bytes())));
    if (page.hasRetained()) {
      cells.add("");
    }
    return cells.toArray(String[]::new);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "0" : Long.toString(Math.round(100.0 * part / whole));
  }
}
