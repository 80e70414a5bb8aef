package heapsh;

import heapsh.render.Page;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * Shows the rows of a set of objects as a table: one page of it, or all. Immutable and thread-safe.
 *
 * <pre>
 * Partition of a set of 10151 objects. Total size = 116935280 bytes.
 *  Index  Count   %      Size   % Cumulative  % Referred Via:
 *      0    155   2 114401312  98  114401312  98 ["sql"].value
 *      1   1245  12   1036064   1  115437376  99 ...
 * &lt;1359 more rows. Type e.g. '.more()' to view.&gt;
 * </pre>
 *
 * <p>Rows stand by size, then by name. Percentages are of the set shown. A page has ten rows,
 * eleven when the eleventh is the last.
 */
public final class Partition implements Rich {
  private final ObjectSet set;
  private final int from;
  private final int to;
  private final Units units;
  private final boolean retained;

  Partition(ObjectSet set, int from) {
    this(set, from, Paging.end(set.rowCount(), from), Units.BYTES, false);
  }

  private Partition(ObjectSet set, int from, int to, Units units, boolean retained) {
    this.set = set;
    this.from = from;
    this.to = to;
    this.units = units;
    this.retained = retained;
  }

  /**
   * Returns the set of objects that is shown.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().more().objects()}
   */
  public ObjectSet objects() {
    return set;
  }

  /**
   * Returns a row as a set, by the index that the table prints; negative from the end.
   *
   * <p>Cost: O(1); the objects are collected when they are first used.
   *
   * <p>Example: {@code hp.heap().more().get(12)}
   *
   * @throws HeapException when there is no such row
   */
  public ObjectSet get(int row) {
    return set.get(row);
  }

  /**
   * Returns the next page: it goes on after the last row that this one prints.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().more().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Partition more() {
    return after(from + page(Paging.SHOWN_ROWS).fitting());
  }

  /** Returns the page that begins with row {@code next}. */
  Partition after(int next) {
    int rows = set.rowCount();
    if (next >= rows) {
      throw new HeapException("no more rows: this set has " + PartitionText.rows(rows));
    }
    return new Partition(set, next, Paging.end(rows, next), units, retained);
  }

  /**
   * Returns the table with every row on one page; print it with {@link #show}, since a shell cuts
   * what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().all().show()}
   */
  public Partition all() {
    return new Partition(set, 0, set.rowCount(), units, retained);
  }

  /**
   * Returns the table with sizes in these units: BYTES, or HUMAN as in 111.5 MiB.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().units(HUMAN)}
   */
  public Partition units(Units newUnits) {
    return new Partition(set, from, to, newUnits, retained);
  }

  /**
   * Returns the table with one more column: what would be freed if all objects of the row went
   * away.
   *
   * <p>Cost: O(objects + references), once for all rows of the page.
   *
   * <p>Example: {@code hp.heap().top(3).withRetained()}
   */
  public Partition withRetained() {
    return new Partition(set, from, to, units, true);
  }

  @Override
  public String text() {
    return page(Integer.MAX_VALUE).whole();
  }

  /**
   * Returns the rows of this page as a tablesaw table, with the columns that are printed and whole
   * names: sort it, filter it, summarize it, write it to a file.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().top(3).toTable().sortDescendingOn("Count")}
   */
  public Table toTable() {
    return ObjectTable.of(this);
  }

  /**
   * Draws the rows of the table, of all its pages, as rectangles as large as their bytes.
   *
   * <p>Cost: O(rectangles), a few hundred.
   *
   * <p>Example: {@code hp.heap().byPackage().all().treemap().save("packages.svg")}
   */
  public Treemap treemap() {
    return Treemap.of(set);
  }

  Page page(int most) {
    return new PartitionText(this).page(most);
  }

  /**
   * Returns the page as text and as a table of HTML.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().more().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    return Paging.mime(toString(), this::page);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  Units units() {
    return units;
  }

  boolean hasRetained() {
    return retained;
  }

  /**
   * Returns the page in at most 80 columns and 1,000 characters, complete rows only.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().more().toString()}
   */
  @Override
  public String toString() {
    return Paging.shown(this::page);
  }
}
