package heapsh;

import heapsh.render.Page;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Lays out a page of a partition. */
final class PartitionText {
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

  /** Lays out at most so many rows of the page: those of a whole table can be millions. */
  Page page(int most) {
    List<String> head = new ArrayList<>(List.of(summary()));
    if (set.heap().isPart()) {
      head.add(set.heap().partMark());
    }
    int to = (int) Math.min(page.to(), (long) page.from() + most);
    return Page.of(head, table(to)).after(grouping.rows() - to).foot(foot());
  }

  /** Tells what a row that is shown alone is a row of. */
  private List<String> foot() {
    if (place.isWhole()) {
      return List.of();
    }
    return List.of(
        "<row "
            + place.row()
            + " of a set of "
            + objects(place.count())
            + ", "
            + page.units().format(place.bytes())
            + (page.units() == Units.BYTES ? " bytes>" : ">"));
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
    if (whole.length() <= Page.WIDTH) {
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

  private Table table(int to) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.number("Index", 6),
                Column.number("Count", 6),
                Column.number("%", 3),
                Column.number("Size", 8),
                Column.number("%", 3),
                Column.number("Cumulative", 10),
                new Column("%", 3, page.hasRetained() ? 0 : 1, true)));
    if (page.hasRetained()) {
      columns.add(Column.number("Retained", 9));
    }
    Table table = new Table(set.classifier().title(), columns.toArray(Column[]::new));
    long[] retained = page.hasRetained() ? set.retainedRows().bytes(page.from(), to) : new long[0];
    grouping.prepare(page.from(), to);
    for (int row = page.from(); row < to; row++) {
      int number = row;
      String[] cells = cells(row);
      if (page.hasRetained()) {
        cells[cells.length - 1] = page.units().format(retained[row - page.from()]);
      }
      table
          .row(width -> name(number, width), cells)
          .hint(place.isWhole() ? ".get(" + number + ")" : "");
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
