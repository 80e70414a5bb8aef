package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.LineChart;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Browses numbers of several times: how much there was of each kind, and when. Keeps no heap open.
 * Immutable.
 *
 * <pre>
 *   hp.heap().stat().append("series.stat");  // from time to time
 *   Profile.load("series.stat").plot()       // a line for each of the biggest
 *
 * Profile of 3 times from 2026-01-02 12:00:00 to 12:20:00.
 *  Index      First       Last     Change Over time Class
 *      0    4.0 MiB  385.0 MiB +381.0 MiB       059 byte[]
 *      1   12.0 MiB   12.1 MiB   +0.1 MiB       999 java.lang.String
 * </pre>
 *
 * <p>Rows stand by the most that there ever was of a kind. "Over time" has a digit for each time, 9
 * for the most of the row; of many times some are shown.
 */
public final class Profile extends Paged implements Rich {
  static final String OTHER = "<other>";

  private static final int MOST_LINES = 8;
  private static final int MOST_DIGITS = 16;
  private static final int LONGEST_NAME = 1000;

  private final List<Stat> stats;
  private final List<Row> rows;
  private final boolean byCount;
  private final int from;
  private final int asked;

  /** Holds what there was of a kind at each time. */
  private record Row(String name, long[] counts, long[] bytes) {
    long[] values(boolean byCount) {
      return byCount ? counts : bytes;
    }

    long most(boolean byCount) {
      long most = 0;
      for (long value : values(byCount)) {
        most = Math.max(most, value);
      }
      return most;
    }
  }

  private Profile(List<Stat> stats, List<Row> rows, boolean byCount, int from, int asked) {
    this.stats = stats;
    this.rows = rows;
    this.byCount = byCount;
    this.from = from;
    this.asked = asked;
  }

  /**
   * Makes the profile of numbers of several times, oldest first.
   *
   * <p>Cost: O(rows of all).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat(), hp.all().stat())}
   *
   * @throws HeapException when there are none, or they are not of one sort, such as classes and
   *     sizes
   */
  public static Profile of(Stat... stats) {
    return of(List.of(stats));
  }

  /**
   * Loads the profile of a file that Stat.append(path) has written to from time to time.
   *
   * <p>Cost: O(rows of all).
   *
   * <p>Example: {@code Profile.load("series.stat")}
   *
   * @throws HeapException when the file cannot be read, or was not written by append(path)
   */
  public static Profile load(String path) {
    return of(Stat.loadAll(path));
  }

  private static Profile of(List<Stat> stats) {
    if (stats.isEmpty()) {
      throw new HeapException(
          "a profile needs numbers of at least one time, such as hp.heap().stat()");
    }
    for (Stat stat : stats) {
      if (!stat.title().equals(stats.get(0).title())) {
        throw new HeapException(
            "a profile is of one sort of rows: these are by '"
                + stats.get(0).title()
                + "' and by '"
                + stat.title()
                + "'");
      }
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int k = 0; k < stats.size(); k++) {
      for (StatRow row : stats.get(k).rows()) {
        Row known =
            rows.computeIfAbsent(
                row.name(), name -> new Row(name, new long[stats.size()], new long[stats.size()]));
        known.counts()[k] += row.count();
        known.bytes()[k] += row.bytes();
      }
    }
    return sorted(List.copyOf(stats), new ArrayList<>(rows.values()), false);
  }

  private static Profile sorted(List<Stat> stats, List<Row> rows, boolean byCount) {
    List<Row> order = new ArrayList<>(rows);
    order.sort(
        Comparator.comparingLong((Row row) -> row.most(byCount))
            .reversed()
            .thenComparing(Row::name));
    return new Profile(stats, List.copyOf(order), byCount, 0, Paging.PAGE);
  }

  /**
   * Shows numbers of objects, not bytes.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).byCount()}
   */
  public Profile byCount() {
    return sorted(stats, rows, true);
  }

  /**
   * Shows bytes, as it does unless told.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).byCount().byBytes()}
   */
  public Profile byBytes() {
    return sorted(stats, rows, false);
  }

  /**
   * Keeps the kinds that a pattern names: a name, a glob as in java.util.*, or a regular
   * expression.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).only("java.lang.*")}
   *
   * @throws HeapException when no kind matches, with near matches
   */
  public Profile only(String pattern) {
    ClassPattern wanted = ClassPattern.of(pattern);
    List<Row> kept = rows.stream().filter(row -> wanted.matches(row.name())).toList();
    if (kept.isEmpty()) {
      List<String> names = rows.stream().map(Row::name).toList();
      throw new HeapException(
          "nothing in this profile is named '"
              + SafeText.of(pattern, 100)
              + "'"
              + NearMatches.hint(pattern, names));
    }
    return sorted(stats, kept, byCount);
  }

  /**
   * Keeps the {@code n} biggest kinds and puts all others together as &lt;other&gt;.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).top(3)}
   *
   * @throws HeapException when n is negative
   */
  public Profile top(int n) {
    if (n < 0) {
      throw new HeapException("top(" + n + ") is not possible: a number of rows from 0 is needed");
    }
    return sorted(stats, cut(n), byCount);
  }

  private List<Row> cut(int n) {
    if (n >= rows.size()) {
      return rows;
    }
    Row other = new Row(OTHER, new long[stats.size()], new long[stats.size()]);
    for (Row row : rows.subList(n, rows.size())) {
      for (int k = 0; k < stats.size(); k++) {
        other.counts()[k] += row.counts()[k];
        other.bytes()[k] += row.bytes()[k];
      }
    }
    List<Row> cut = new ArrayList<>(rows.subList(0, n));
    cut.add(other);
    return cut;
  }

  /**
   * Returns the number of times.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).length()}
   */
  public int length() {
    return stats.size();
  }

  /**
   * Returns the numbers of time {@code i}, the oldest first; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).get(-1)}
   *
   * @throws HeapException when there is no such time
   */
  public Stat get(int i) {
    int time = i < 0 ? i + stats.size() : i;
    if (time < 0 || time >= stats.size()) {
      throw new HeapException(
          "no time " + i + ": this profile has " + Listing.counted(stats.size(), "time"));
    }
    return stats.get(time);
  }

  /**
   * Returns what changed from one time to another, the largest gain first.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat(), hp.all().stat()).diff(0, 1)}
   *
   * @throws HeapException when there is no such time
   */
  public Stat diff(int earlier, int later) {
    return get(later).minus(get(earlier));
  }

  /**
   * Draws a line over time for each of the biggest kinds, and one for all others.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat(), hp.all().stat()).plot()}
   */
  public Plot plot() {
    long[] millis = stats.stream().mapToLong(stat -> stat.time().toEpochMilli()).toArray();
    List<LineChart.Line> lines = new ArrayList<>();
    for (Row row : cut(MOST_LINES - 1)) {
      lines.add(new LineChart.Line(row.name(), millis, row.values(byCount)));
    }
    String title = (byCount ? "Objects by " : "Bytes by ") + stats.get(0).title();
    ZoneId zone = ZoneId.systemDefault();
    return new Plot(
        byCount
            ? LineChart.ofCounts(title, lines, new long[0], zone)
            : new LineChart(title, lines, new long[0], zone));
  }

  /**
   * Returns every kind at every time as a tablesaw table: time, kind, number of objects, bytes.
   *
   * <p>Cost: O(rows times times).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).toTable()}
   */
  public tech.tablesaw.api.Table toTable() {
    int times = stats.size();
    return new TableColumns(rows.size() * times)
        .texts("Time", k -> stats.get(k % times).time().toString())
        .texts(stats.get(0).title(), k -> rows.get(k / times).name())
        .longs("Count", k -> rows.get(k / times).counts()[k % times])
        .longs("Size", k -> rows.get(k / times).bytes()[k % times])
        .table(head());
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Profile more() {
    int next = Paging.next(page(Paging.SHOWN_ROWS), from, rows.size(), "profile");
    return new Profile(stats, rows, byCount, next, next + Paging.PAGE);
  }

  /**
   * Returns all rows on one page; print it with show().
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Profile.of(hp.heap().stat()).all().show()}
   */
  public Profile all() {
    return new Profile(stats, rows, byCount, 0, Integer.MAX_VALUE);
  }

  private String head() {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    ZoneId zone = ZoneId.systemDefault();
    Instant first = stats.get(0).time();
    Instant last = stats.get(stats.size() - 1).time();
    String what = byCount ? ", objects." : ", bytes.";
    return "Profile of "
        + Listing.counted(stats.size(), "time")
        + " from "
        + format.format(first.atZone(zone))
        + (stats.size() == 1 ? "" : " to " + format.format(last.atZone(zone)))
        + what;
  }

  @Override
  Page page(int most) {
    int end = Paging.end(rows.size(), from, asked);
    int to = (int) Math.min(end, (long) from + most);
    Table table =
        new Table(
            stats.get(0).title(),
            Column.number("Index", 6),
            Column.number("First", 9),
            Column.number("Last", 9),
            Column.number("Change", 10),
            Column.number("Over time", 9));
    for (int k = from; k < to; k++) {
      Row row = rows.get(k);
      long[] values = row.values(byCount);
      long first = values[0];
      long last = values[values.length - 1];
      table.row(
          width -> ClassNames.fit(SafeText.of(row.name(), LONGEST_NAME), width),
          Integer.toString(k),
          amount(first),
          amount(last),
          (last > first ? "+" : "") + amount(last - first),
          digits(values));
    }
    return Page.of(List.of(head()), table).after(rows.size() - to);
  }

  private String amount(long value) {
    if (byCount) {
      return Long.toString(value);
    }
    return value < 0 ? "-" + Units.human(-value) : Units.human(value);
  }

  private static String digits(long[] values) {
    long most = 1;
    for (long value : values) {
      most = Math.max(most, value);
    }
    int shown = Math.min(values.length, MOST_DIGITS);
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      int k = shown == 1 ? 0 : (int) ((long) i * (values.length - 1) / (shown - 1));
      digits.append(Math.max(0, Math.round(9.0 * values[k] / most)));
    }
    return digits.toString();
  }
}
