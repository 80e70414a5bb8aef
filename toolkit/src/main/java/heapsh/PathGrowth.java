package heapsh;

import heapsh.render.LineChart;
import heapsh.render.Page;
import heapsh.render.SafeText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Tells which paths from the GC roots gained objects and bytes between dumps, though every address
 * may have changed: objects are counted by the merged shape of their shortest path, or by what
 * holds them. Immutable and thread-safe.
 *
 * <pre>
 *   Growth by shortest path from a.hprof to b.hprof, 2 shapes grew.
 *    0: +154 objects, +114396112 bytes, now 155 objects, 114401312 bytes
 *       static crawler.Connections.INSTANCE -&gt; .connections["default"] -&gt;
 *         .queriesLog[*] -&gt; ["sql"] -&gt; .value
 *    1: +154 objects, +3696 bytes, now 155 objects, 3720 bytes
 *       static crawler.Connections.INSTANCE -&gt; .connections["default"] -&gt;
 *         .queriesLog[*] -&gt; ["sql"]
 *   All of it +300 objects, +114399000 bytes: +308 objects, +114399808 bytes in
 *     rows, -8 objects, -808 bytes in 1 shape that shrank.
 * </pre>
 *
 * <p>Everything reachable counts, along one shortest strong path for each object; the last line
 * accounts for what the rows leave out. Map keys of one object each are folded into {@code [*]}
 * when there are more than ten of them, by one rule for all dumps: a key that leads to many objects
 * in one dump keeps its step in all. Where an object has several shortest paths, one dump may take
 * another than the next did; such objects show as lost here and gained there.
 */
public final class PathGrowth extends Paged implements Iterable<PathGrowth.Row>, Rich {
  private static final int PAGE = 10;

  private final DumpSeries series;
  private final View view;
  private final PathGrowthRows rows;
  private final List<PathGrowthRows.Row> shown;
  private final int from;
  private final int to;

  /**
   * How it is shown.
   *
   * @param by what makes a row
   * @param types the numbers of the class names that count, null for all
   * @param only the pattern that named them, null for all
   */
  record View(
      PathGrowthRows.By by, BitSet types, String only, boolean sinceLast, boolean shrinkage) {}

  private PathGrowth(DumpSeries series, View view) {
    this.series = series;
    this.view = view;
    rows = new PathGrowthRows(series, view.by(), view.types(), base());
    List<PathGrowthRows.Row> all = new ArrayList<>(rows.grown());
    if (view.shrinkage()) {
      all.addAll(rows.shrunk());
    }
    shown = List.copyOf(all);
    from = 0;
    to = Paging.end(shown.size(), 0);
  }

  private PathGrowth(PathGrowth other, int from, int to) {
    series = other.series;
    view = other.view;
    rows = other.rows;
    shown = other.shown;
    this.from = from;
    this.to = to;
  }

  static PathGrowth of(DumpSeries series, PathGrowthRows.By by) {
    return new PathGrowth(series, new View(by, null, null, false, false));
  }

  /** Returns the number of the dump that the newest is compared with. */
  int base() {
    return view.sinceLast() ? series.dumps() - 2 : 0;
  }

  DumpSeries series() {
    return series;
  }

  View view() {
    return view;
  }

  PathGrowthRows sums() {
    return rows;
  }

  List<PathGrowthRows.Row> shown() {
    return shown;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /**
   * Counts only objects of the classes that a pattern names: a whole name, a glob, or a regular
   * expression.
   *
   * <p>Cost: O(shapes); no dump is read again.
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().only("byte[]")}
   *
   * @throws HeapException when no class of these dumps has such a name; it names near matches
   */
  public PathGrowth only(String pattern) {
    BitSet types = series.typesMatching(ClassPattern.of(pattern));
    if (types.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (int cell = 0; cell < series.cells(); cell++) {
        names.add(series.typeName(series.type(cell)));
      }
      throw new HeapException(
          "no class '"
              + SafeText.of(pattern, 100)
              + "' in these dumps"
              + NearMatches.hint(pattern.strip(), names.stream().distinct().toList()));
    }
    if (view.types() != null) {
      types.and(view.types());
    }
    String both = view.only() == null ? pattern : view.only() + " and " + pattern;
    return new PathGrowth(
        series, new View(view.by(), types, both, view.sinceLast(), view.shrinkage()));
  }

  /**
   * Compares the newest dump with the one before it, not with the first.
   *
   * <p>Cost: O(shapes); no dump is read again.
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof", "c.hprof").byShape().sinceLast()}
   */
  public PathGrowth sinceLast() {
    return new PathGrowth(
        series, new View(view.by(), view.types(), view.only(), true, view.shrinkage()));
  }

  /**
   * Shows what shrank too, after what grew, the largest loss last.
   *
   * <p>Cost: O(shapes); no dump is read again.
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byHolder().withShrinkage()}
   */
  public PathGrowth withShrinkage() {
    return new PathGrowth(
        series, new View(view.by(), view.types(), view.only(), view.sinceLast(), true));
  }

  /**
   * Returns row {@code i}; a negative number counts from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).objects()}
   *
   * @throws HeapException when there is no such row
   */
  public Row get(int i) {
    int row = i < 0 ? i + shown.size() : i;
    if (row < 0 || row >= shown.size()) {
      throw new HeapException(
          "no row " + i + ": this growth has " + PartitionText.rows(shown.size()));
    }
    return new Row(row);
  }

  /**
   * Returns the number of rows.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().rowCount()}
   */
  public int rowCount() {
    return shown.size();
  }

  /** Returns the rows in turn, largest gain first. Cost: O(1) for each. */
  @Override
  public Iterator<Row> iterator() {
    return new RowIterator<>("rows", row -> row < shown.size(), Row::new);
  }

  /**
   * Returns the next page: it goes on after the last row that this one prints.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public PathGrowth more() {
    int next = Paging.next(page(Paging.SHOWN_ROWS), from, shown.size(), "growth");
    return new PathGrowth(this, next, Paging.end(shown.size(), next));
  }

  /**
   * Returns all rows on one page; print it with {@link #show}, since a shell cuts what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().all().show()}
   */
  public PathGrowth all() {
    return new PathGrowth(this, 0, shown.size());
  }

  /**
   * Returns every row as a tablesaw table: what changed, objects and bytes in each dump, numbered
   * from 0 for the oldest, and the path or holder.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().toTable().first(20)}
   */
  public Table toTable() {
    TableColumns columns = new TableColumns(shown.size());
    columns.longs("Index", row -> row);
    columns.longs("Count change", row -> shown.get(row).gainedCount(base()));
    columns.longs("Bytes change", row -> shown.get(row).gainedBytes(base()));
    for (int d = 0; d < series.dumps(); d++) {
      int dump = d;
      columns.longs("Count " + d, row -> shown.get(row).counts()[dump]);
      columns.longs("Bytes " + d, row -> shown.get(row).bytes()[dump]);
    }
    columns.texts(
        view.by() == PathGrowthRows.By.HOLDER ? "Holder" : "Path",
        row -> String.join(" -> ", PathGrowthText.steps(series, shown.get(row))));
    return columns.table(rowText().header());
  }

  /**
   * Draws how the bytes of the first eight rows went, dump by dump.
   *
   * <p>Cost: O(dumps).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byHolder().plot().save("growth.svg")}
   *
   * @throws HeapException when nothing grew
   */
  public Plot plot() {
    if (shown.isEmpty()) {
      throw new HeapException("there is nothing to draw: nothing grew");
    }
    List<LineChart.Line> lines = new ArrayList<>();
    for (PathGrowthRows.Row row : shown.subList(0, Math.min(shown.size(), LookSeries.MOST_LINES))) {
      String name = String.join(" -> ", PathGrowthText.steps(series, row));
      lines.add(new LineChart.Line(name, series.millis(), row.bytes()));
    }
    return new Plot(new LineChart(rowText().header(), lines, new long[0], ZoneId.systemDefault()));
  }

  private PathGrowthText rowText() {
    return new PathGrowthText(this);
  }

  @Override
  Page page(int most) {
    return rowText().page(most);
  }

  /** Shows what one shape or holder gained. Immutable. */
  public final class Row extends Paged implements Rich {
    private final int row;

    private Row(int row) {
      this.row = row;
    }

    private PathGrowthRows.Row sums() {
      return shown.get(row);
    }

    /**
     * Returns the objects of the row in the newest dump: those that were there before among them,
     * since no dump tells new objects from old ones.
     *
     * <p>Cost: O(objects + references) for the first row, then O(objects) while memory lasts.
     *
     * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).objects().byClass()}
     *
     * @throws HeapException when the newest dump was closed
     */
    public ObjectSet objects() {
      return series.newest().set(series.objects(sums().nodes(), view.types()));
    }

    /**
     * Returns by how many objects the row grew; negative when it shrank.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).countChange()}
     */
    public long countChange() {
      return sums().gainedCount(base());
    }

    /**
     * Returns by how many shallow bytes the row grew; negative when it shrank.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).bytesChange()}
     */
    public long bytesChange() {
      return sums().gainedBytes(base());
    }

    /**
     * Returns the number of objects in each dump, oldest first.
     *
     * <p>Cost: O(dumps).
     *
     * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).counts()}
     */
    public List<Long> counts() {
      return Arrays.stream(sums().counts()).boxed().toList();
    }

    /**
     * Returns the shallow bytes in each dump, oldest first.
     *
     * <p>Cost: O(dumps).
     *
     * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).bytes()}
     */
    public List<Long> bytes() {
      return Arrays.stream(sums().bytes()).boxed().toList();
    }

    /**
     * Returns the texts of the steps of a shape, as shpaths() has them; of a holder its one name.
     *
     * <p>Cost: O(steps).
     *
     * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape().get(0).steps()}
     */
    public List<String> steps() {
      return List.copyOf(PathGrowthText.steps(series, sums()));
    }

    @Override
    Page page(int most) {
      return rowText().row(row);
    }
  }
}
