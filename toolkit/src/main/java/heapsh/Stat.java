package heapsh;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import heapsh.render.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * Holds the numbers of a partition and nothing else: rows of names, counts and bytes. Keeps no heap
 * open, can be saved and loaded, and subtracted from one of another time. Immutable.
 *
 * <pre>
 *   Stat before = hp.heap().stat();
 *   before.save("before.stat");
 *   later.heap().stat().minus(Stat.load("before.stat"))
 * </pre>
 *
 * <p>Rows stand by bytes, the largest first, then by name; in a difference what shrank stands last.
 */
public final class Stat extends Paged implements Rich {
  private static final Comparator<StatRow> LARGEST_FIRST =
      Comparator.comparingLong(StatRow::bytes)
          .thenComparingLong(StatRow::count)
          .reversed()
          .thenComparing(StatRow::name);

  private final String title;
  private final Instant time;
  private final boolean difference;
  private final List<StatRow> rows;
  private final long count;
  private final long bytes;
  private final int from;
  private final int to;

  private Stat(
      String title, Instant time, boolean difference, List<StatRow> rows, int from, int to) {
    this.title = title;
    this.time = time;
    this.difference = difference;
    this.rows = rows;
    this.from = from;
    this.to = to;
    count = rows.stream().mapToLong(StatRow::count).reduce(0, Math::addExact);
    bytes = rows.stream().mapToLong(StatRow::bytes).reduce(0, Math::addExact);
  }

  /** Makes numbers of rows in any order; {@code title} says what the rows are. */
  static Stat of(String title, Instant time, boolean difference, List<StatRow> rows) {
    List<StatRow> sorted = rows.stream().sorted(LARGEST_FIRST).toList();
    return new Stat(title, time, difference, sorted, 0, Paging.PAGE);
  }

  static Stat of(ObjectSet set) {
    Grouping grouping = set.grouping();
    List<StatRow> rows = new ArrayList<>(grouping.rows());
    for (int row = 0; row < grouping.rows(); row++) {
      rows.add(new StatRow(grouping.name(row), grouping.count(row), grouping.bytes(row)));
    }
    Instant time = set.heap().graph().info().time();
    return of(set.classifier().title(), time, false, rows);
  }

  static Stat of(ClassHistogram histogram) {
    List<StatRow> rows = new ArrayList<>(histogram.rows().size());
    for (ClassCount row : histogram.rows()) {
      rows.add(new StatRow(row.className(), row.count(), row.bytes()));
    }
    return of(Classifier.CLASS.title(), histogram.time(), false, rows);
  }

  /**
   * Returns the rows, all pages of them, as plain data.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().rows().get(0).bytes()}
   */
  public List<StatRow> rows() {
    return rows;
  }

  /**
   * Returns a row by the index that the table prints; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().get(0)}
   *
   * @throws HeapException when there is no such row
   */
  public StatRow get(int row) {
    return rows.get(Paging.checkRow(row, rows.size(), "stat"));
  }

  /**
   * Returns the number of objects; of a difference, how many more.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().count()}
   */
  public long count() {
    return count;
  }

  /**
   * Returns the shallow bytes; of a difference, how many more.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().size()}
   */
  public long size() {
    return bytes;
  }

  /**
   * Returns when the heap was dumped or looked at.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().time()}
   */
  public Instant time() {
    return time;
  }

  /**
   * Subtracts the numbers of another time, row by row. Rows that are the same in both are left out.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().stat().minus(Stat.load("before.stat"))}
   *
   * @throws HeapException when the rows of the two are not of one sort, such as classes and sizes
   */
  public Stat minus(Stat earlier) {
    if (!title.equals(earlier.title)) {
      throw new HeapException(
          "cannot subtract rows by '" + earlier.title + "' from rows by '" + title + "'");
    }
    Map<String, StatRow> left = new LinkedHashMap<>();
    rows.forEach(row -> left.merge(row.name(), row, Stat::sum));
    for (StatRow row : earlier.rows) {
      left.merge(
          row.name(),
          new StatRow(row.name(), Math.negateExact(row.count()), Math.negateExact(row.bytes())),
          Stat::sum);
    }
    left.values().removeIf(row -> row.count() == 0 && row.bytes() == 0);
    return of(title, time, true, List.copyOf(left.values()));
  }

  private static StatRow sum(StatRow a, StatRow b) {
    return new StatRow(
        a.name(), Math.addExact(a.count(), b.count()), Math.addExact(a.bytes(), b.bytes()));
  }

  /**
   * Prints the difference to the numbers of another time, the largest first, and returns it.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().stat().diff(Stat.load("before.stat"))}
   *
   * @throws HeapException when the rows of the two are not of one sort
   */
  public Stat diff(Stat earlier) {
    Stat difference = minus(earlier);
    System.out.println(difference);
    return difference;
  }

  /**
   * Saves the numbers to a text file that only its owner can read; an older file of that name is
   * replaced. When the name ends in {@code .html}, saves the page for a browser instead.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().stat().save("before.stat")}
   *
   * @throws HeapException when the file cannot be written
   */
  @Override
  public void save(String path) {
    if (path.endsWith(".html")) {
      super.save(path);
    } else {
      save(Shell.path(path));
    }
  }

  /**
   * Saves the numbers to a text file; see save(String).
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().stat().save(Path.of("before.stat"))}
   *
   * @throws HeapException when the file cannot be written
   */
  public void save(Path path) {
    StatFile.write(this, path);
  }

  /**
   * Loads numbers that save() wrote.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Stat.load("before.stat")}
   *
   * @throws HeapException when there is no such file, or it is something else or is cut off; it
   *     names the line
   */
  public static Stat load(String path) {
    return load(Shell.path(path));
  }

  /**
   * Loads numbers that save() wrote; see load(String).
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Stat.load(Path.of("before.stat"))}
   *
   * @throws HeapException when there is no such file, or it is something else or is cut off
   */
  public static Stat load(Path path) {
    return StatFile.read(path);
  }

  /**
   * Writes the numbers behind those that a file holds already, so that it tells a series; makes the
   * file where there is none. A relative path starts at the directory in which the shell was
   * started.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().stat().append("series.stat")}
   *
   * @return these numbers
   * @throws HeapException when the file cannot be written, or holds something else
   */
  public Stat append(String path) {
    StatFile.append(this, Shell.path(path));
    return this;
  }

  /**
   * Loads the numbers of every time that append(path) has written to a file, in its order.
   *
   * <p>Cost: O(rows), and memory for all of them.
   *
   * <p>Example: {@code Stat.loadAll("series.stat")}
   *
   * @throws HeapException when the file cannot be read or was not written by append(path)
   */
  public static List<Stat> loadAll(String path) {
    return StatFile.readAll(Shell.path(path));
  }

  /**
   * Returns the same as the short table that pympler prints: class, objects, size in KB or MB.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().summary()}
   */
  public Summary summary() {
    return Summary.of(this);
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().stat().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Stat more() {
    int next = Paging.next(page(Paging.SHOWN_ROWS), from, rows.size(), "stat");
    return page(next, next + Paging.PAGE);
  }

  /**
   * Returns all rows on one page; print it with show(), since a shell cuts what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().stat().all().show()}
   */
  public Stat all() {
    return page(0, Integer.MAX_VALUE);
  }

  private Stat page(int newFrom, int newTo) {
    return new Stat(title, time, difference, rows, newFrom, newTo);
  }

  /**
   * Returns all rows as a tablesaw table.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().stat().toTable().first(20)}
   */
  public Table toTable() {
    return new TableColumns(rows.size())
        .longs("Index", row -> row)
        .longs("Count", row -> rows.get(row).count())
        .longs("Size", row -> rows.get(row).bytes())
        .texts(title, row -> rows.get(row).name())
        .table(PartitionText.rows(rows.size()));
  }

  @Override
  Page page(int most) {
    return new StatText(this).page(most);
  }

  String title() {
    return title;
  }

  boolean isDifference() {
    return difference;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
