package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Shows numbers as pympler's {@code summary.print_} does: class, objects, size in KB, MB or GB. Of
 * a difference the numbers have signs, and what shrank stands last. Immutable.
 *
 * <pre>
 *              class |   # objects |   total size
 *   ================ | =========== | ============
 *             byte[] |       15210 |    734.39 KB
 *   java.lang.String |       15049 |    352.70 KB
 * </pre>
 */
public final class Summary extends Paged implements Rich {
  private static final int NAME_LIMIT = 1000;
  private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB", "EB"};

  private final List<StatRow> rows;
  private final String note;
  private final int from;
  private final int to;

  private Summary(List<StatRow> rows, String note, int from, int to) {
    this.rows = rows;
    this.note = note;
    this.from = from;
    this.to = to;
  }

  static Summary of(Stat stat) {
    return new Summary(stat.rows(), "", 0, Paging.PAGE);
  }

  /** Adds a line that is shown above; an empty one adds nothing. */
  Summary withNote(String newNote) {
    return new Summary(rows, newNote, from, to);
  }

  /** Takes the rows with the most objects, the most first. */
  Summary mostCommon(int limit) {
    List<StatRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingLong(StatRow::count).reversed().thenComparing(StatRow::name))
            .limit(limit)
            .toList();
    return new Summary(sorted, note, 0, limit);
  }

  /**
   * Returns the rows, all pages of them, as plain data.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.summary().rows().get(0).count()}
   */
  public List<StatRow> rows() {
    return rows;
  }

  /**
   * Returns a row by its place; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.summary().get(0)}
   *
   * @throws HeapException when there is no such row
   */
  public StatRow get(int row) {
    return rows.get(Paging.checkRow(row, rows.size(), "summary"));
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.summary().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Summary more() {
    int next = Paging.next(page(Paging.SHOWN_ROWS), from, rows.size(), "summary");
    return new Summary(rows, note, next, next + Paging.PAGE);
  }

  /**
   * Returns all rows on one page; print it with show(), since a shell cuts what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.summary().all().show()}
   */
  public Summary all() {
    return new Summary(rows, note, 0, Integer.MAX_VALUE);
  }

  /** Scales bytes as pympler does, and negative ones just so: {@code -1.11 KB}. */
  static String scaled(long bytes) {
    if (Math.abs(bytes) < 1024 && bytes != Long.MIN_VALUE) {
      return bytes + "     B"; // the point of the others stands below the last digit
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (Math.abs(value) >= 1023.995 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", value, UNITS[unit]);
  }

  /**
   * Returns all rows as a tablesaw table, sizes in bytes.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.tracker().diff().toTable().sortDescendingOn("Size")}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(rows.size())
        .texts("Class", row -> rows.get(row).name())
        .longs("Count", row -> rows.get(row).count())
        .longs("Size", row -> rows.get(row).bytes())
        .table(PartitionText.rows(rows.size()));
  }

  @Override
  Page page(int most) {
    List<String> head = new ArrayList<>();
    if (!note.isEmpty()) {
      head.add(note);
    }
    if (rows.isEmpty()) {
      head.add("No difference.");
    }
    int end = Paging.end(rows.size(), from, to);
    int until = (int) Math.min(end, (long) from + most);
    return Page.of(head, table(until)).form(PymplerTable.FORM).after(rows.size() - until);
  }

  private Table table(int until) {
    Table table = new Table("class", Column.number("# objects", 0), Column.number("total size", 0));
    for (int index = from; index < until; index++) {
      StatRow row = rows.get(index);
      table.row(
          width -> ClassNames.fit(SafeText.of(row.name(), NAME_LIMIT), width),
          Long.toString(row.count()),
          scaled(row.bytes()));
    }
    return table;
  }
}
