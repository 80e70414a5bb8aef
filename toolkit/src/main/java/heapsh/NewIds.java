package heapsh;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows how many objects of each class there were at the last look and are now: what can be known
 * of objgraph's get_new_ids. Immutable.
 *
 * <pre>
 * Objects of pid 4711 since 12:00:00, the largest change first.
 *       Old  Current   Change Class
 *      9093     9207     +114 java.lang.String
 * Which of them are new no JVM tells without an agent: it moves its objects, so
 *   addresses do not stay. record() and leakCandidates() sample new ones.
 * </pre>
 */
public final class NewIds extends Paged implements Rich {
  private static final int LONGEST_NAME = 1000;
  private static final String PLAINLY =
      "Which of them are new no JVM tells without an agent: it moves its objects, so addresses do"
          + " not stay. record() and leakCandidates() sample new ones.";

  private final String target;
  private final boolean isFirst;
  private final List<Row> rows;

  /**
   * Holds a class.
   *
   * @param className its name
   * @param old how many objects there were
   * @param current how many there are
   */
  public record Row(String className, long old, long current) implements Rich {
    /**
     * Returns how many more there are.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code hp.newIds().rows()}
     */
    public long change() {
      return current - old;
    }

    /** Returns the numbers and the class. Cost: O(1). */
    @Override
    public String toString() {
      String name = SafeText.of(className, LONGEST_NAME);
      return old + " -> " + current + " (" + GrowthText.signed(change()) + ") " + name;
    }
  }

  private NewIds(String target, boolean isFirst, List<Row> rows) {
    this.target = target;
    this.isFirst = isFirst;
    this.rows = rows;
  }

  /** Compares two looks; {@code before} is null at the first. */
  static NewIds of(String target, ClassHistogram before, ClassHistogram now) {
    Map<String, Row> all = new TreeMap<>();
    for (ClassCount row : now.rows()) {
      long old = before == null ? row.count() : before.of(row.className()).count();
      all.put(row.className(), new Row(row.className(), old, row.count()));
    }
    if (before != null) {
      for (ClassCount row : before.rows()) {
        all.putIfAbsent(row.className(), new Row(row.className(), row.count(), 0));
      }
    }
    List<Row> rows = new ArrayList<>(all.values());
    rows.sort(
        Comparator.comparingLong(Row::change)
            .thenComparingLong(Row::current)
            .reversed()
            .thenComparing(Row::className));
    return new NewIds(target, before == null, List.copyOf(rows));
  }

  /**
   * Returns every class, the largest change first.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.newIds().rows().get(0).change()}
   */
  public List<Row> rows() {
    return rows;
  }

  @Override
  Page page(int most) {
    Table table =
        new Table(
            "Class",
            Column.number("Old", 9),
            Column.number("Current", 9),
            Column.number("Change", 9));
    for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
      table.row(
          width -> ClassNames.fit(SafeText.of(row.className(), LONGEST_NAME), width),
          Long.toString(row.old()),
          Long.toString(row.current()),
          GrowthText.signed(row.change()));
    }
    String head =
        "Objects of "
            + SafeText.of(target, LONGEST_NAME)
            + (isFirst ? ", first look: ask again for the change." : " since the last look.");
    return Page.of(List.of(head), table)
        .after(rows.size() - table.size())
        .more(Page.moreShown(" classes"))
        .foot(List.of(PLAINLY));
  }

  /** Returns the largest changes in 80 columns and 1,000 characters. Cost: O(classes). */
  @Override
  public String toString() {
    return Paging.shown(most -> page(Math.min(most, Paging.PAGE)));
  }
}
