package heapsh;

import heapsh.render.TextTable;
import heapsh.render.TextTable.Column;
import java.util.ArrayList;
import java.util.List;

/** Lays out a page of a partition. */
final class PartitionText {
  /** jshell cuts what it displays in the middle above this. */
  private static final int LIMIT = 1000;

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
    TextTable table = table();
    return join(table, table.rows(0), page.to() - page.from());
  }

  /** Returns the page in 80 columns and 1,000 characters. */
  String limited() {
    TextTable table = table();
    List<String> rows = table.rows(Partition.WIDTH);
    return join(table, rows, fitting(table, rows));
  }

  /**
   * Returns how many rows of the page {@link #limited} prints; at least one, where there are any.
   */
  int rowsWithinLimit() {
    TextTable table = table();
    return fitting(table, table.rows(Partition.WIDTH));
  }

  private int fitting(TextTable table, List<String> rows) {
    int shown = Math.min(rows.size(), LIMIT);
    while (shown > 1 && join(table, rows, shown).length() > LIMIT) {
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

  private TextTable table() {
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
    for (int row = page.from(); row < page.to(); row++) {
      int number = row;
      table.row(width -> name(number, width), cells(row));
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
      cells.add(page.units().format(set.get(row).retainedSize()));
    }
    return cells.toArray(String[]::new);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "0" : Long.toString(Math.round(100.0 * part / whole));
  }
}
