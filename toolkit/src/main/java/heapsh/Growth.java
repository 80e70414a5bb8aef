package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.render.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Tells by class what has grown: instances and bytes now, and by how much they exceed the most that
 * any earlier look has seen, which is what objgraph's {@code show_growth} means. A class whose
 * numbers go up and down shows up only when it exceeds its peak. Immutable.
 *
 * <pre>
 *   Growth of JVM 4711 (crawler.Main), 10:05:12, over the peak since 10:00:05.
 *    Index   Count  Change     Bytes    Change Class
 *        0  155000     +50   1200000   +600000 byte[]
 * </pre>
 *
 * <p>Rows stand by change of bytes, then of count, then by name. Each verb gives another view of
 * the same look; nothing is counted again.
 */
public final class Growth extends Paged implements Rich {
  private final GrowthData data;
  private final GrowthView view;

  private volatile List<GrowthRow> rows;

  private Growth(GrowthData data, GrowthView view) {
    this.data = data;
    this.view = view;
  }

  static Growth of(
      String target,
      ClassHistogram now,
      ClassHistogram last,
      ClassHistogram peak,
      Instant since,
      LookSeries looks) {
    return new Growth(
        new GrowthData(target, now, last, peak, since, List.of(), looks, null), GrowthView.FIRST);
  }

  /**
   * Compares the last of some histograms with the peak of those before it; sinceLast() compares it
   * with the one before alone. They may come from anywhere: saved text, dumps, looks at a JVM.
   *
   * <p>Cost: O(classes) for each.
   *
   * <p>Example: {@code Growth.of(List.of(open("a.hprof").histogram(),
   * open("b.hprof").histogram()))}
   *
   * @param histograms in the order in which they were taken, two at least
   * @throws HeapException when there are fewer
   */
  public static Growth of(List<ClassHistogram> histograms) {
    return of(histograms.size() + " class histograms", histograms);
  }

  /**
   * Compares dumps of one program, oldest first: by class, by shortest path with byShape() and by
   * what holds the objects with byHolder(). Each is closed before the next one is opened; the
   * newest stays open as newest(), for the objects of a row. Close it in the end.
   *
   * <p>Cost: for each dump that of opening it and of the shortest paths to everything in it.
   *
   * <p>Example: {@code Growth.over(Path.of("a.hprof"), Path.of("b.hprof"))}
   *
   * @throws HeapException when there are fewer than two, or one cannot be opened
   */
  public static Growth over(Path... dumps) {
    return over(DumpSeries.open(List.of(dumps), Options.defaults()));
  }

  /**
   * Compares dumps of one program, oldest first, named as open(path) takes them.
   *
   * <p>Cost: for each dump that of opening it and of the shortest paths to everything in it.
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byHolder()}
   *
   * @throws HeapException when there are fewer than two, or one cannot be opened
   */
  public static Growth over(String... dumps) {
    List<Path> paths = Arrays.stream(dumps).map(Shell::path).toList();
    return over(DumpSeries.open(paths, Shell.withProgress()));
  }

  /**
   * Compares open heaps of one program, oldest first. Reachable objects count.
   *
   * <p>Cost: for each heap that of the shortest paths to everything in it.
   *
   * <p>Example: {@code Growth.over(Heap.open(Path.of("a.hprof")), hp).byShape()}
   *
   * @throws HeapException when there are fewer than two, or one is closed
   */
  public static Growth over(Heap... heaps) {
    return over(DumpSeries.of(List.of(heaps)));
  }

  private static Growth over(DumpSeries dumps) {
    List<ClassHistogram> histograms =
        IntStream.range(0, dumps.dumps()).mapToObj(dumps::histogram).toList();
    Growth growth = of(dumps.name(0) + " to " + dumps.name(dumps.dumps() - 1), histograms);
    return new Growth(growth.data.over(dumps), growth.view);
  }

  /**
   * Tells which shortest paths from the GC roots gained objects and bytes from the first dump to
   * the newest, or from the one before it after sinceLast(): a row for each shape of a path.
   *
   * <p>Cost: O(shapes); no dump is read again.
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byShape()}
   *
   * @throws HeapException when this growth is not over dumps
   */
  public PathGrowth byShape() {
    return by(PathGrowthRows.By.SHAPE);
  }

  /**
   * Tells what holds the objects that were gained from the first dump to the newest, or from the
   * one before it after sinceLast(): a row for the last container on the path and where that
   * begins, such as {@code ["sql"] under static Connections.INSTANCE}.
   *
   * <p>Cost: O(shapes); no dump is read again.
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").byHolder()}
   *
   * @throws HeapException when this growth is not over dumps
   */
  public PathGrowth byHolder() {
    return by(PathGrowthRows.By.HOLDER);
  }

  private PathGrowth by(PathGrowthRows.By by) {
    PathGrowth growth = PathGrowth.of(dumps(), by);
    growth = view.sinceLast() ? growth.sinceLast() : growth;
    return view.shrinkage() ? growth.withShrinkage() : growth;
  }

  /**
   * Returns the newest of the dumps that were compared, an open heap unless it was closed.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Growth.over("a.hprof", "b.hprof").newest().close()}
   *
   * @throws HeapException when this growth is not over dumps
   */
  public Heap newest() {
    return dumps().newest();
  }

  private DumpSeries dumps() {
    if (data.dumps() == null) {
      throw new HeapException(
          "class histograms have no paths; compare dumps with Growth.over(\"a.hprof\", \"b.hprof\")");
    }
    return data.dumps();
  }

  static Growth of(String target, List<ClassHistogram> histograms) {
    if (histograms.size() < 2) {
      throw new HeapException(
          "growth needs two histograms at least, an earlier and a later one; there "
              + (histograms.isEmpty() ? "is none" : "is one"));
    }
    Looks looks = new Looks();
    Growth growth = null;
    for (ClassHistogram histogram : histograms) {
      growth = looks.add(target, histogram);
    }
    return growth.withNote(
        isMixed(histograms)
            ? "Some of them count garbage too, others only live objects: that is no growth."
            : "");
  }

  private static boolean isMixed(List<ClassHistogram> histograms) {
    return histograms.stream().map(ClassHistogram::liveOnly).distinct().count() > 1;
  }

  /** Adds a line that is shown under the first; an empty one adds nothing. */
  Growth withNote(String note) {
    return note.isEmpty() ? this : new Growth(data.withNote(note), view);
  }

  /**
   * Compares with the look before this one alone, not with the peak.
   *
   * <p>Cost: O(classes); no new look.
   *
   * <p>Example: {@code hp.growth().sinceLast()}
   */
  public Growth sinceLast() {
    return with(view.comparedWithLast());
  }

  /**
   * Shows what has shrunk too, at the end, the most shrunk last.
   *
   * <p>Cost: O(classes); no new look.
   *
   * <p>Example: {@code hp.growth().sinceLast().withShrinkage()}
   */
  public Growth withShrinkage() {
    return with(view.withShrinkage());
  }

  /**
   * Sorts by change of count, as objgraph does, and not by change of bytes.
   *
   * <p>Cost: O(classes); no new look.
   *
   * <p>Example: {@code hp.growth().byCount()}
   */
  public Growth byCount() {
    return with(view.sorted(true));
  }

  /**
   * Sorts by change of bytes, as it does unless byCount() was called.
   *
   * <p>Cost: O(classes); no new look.
   *
   * <p>Example: {@code hp.growth().byBytes()}
   */
  public Growth byBytes() {
    return with(view.sorted(false));
  }

  /**
   * Keeps the classes that a pattern names: a whole name, a glob such as com.acme.*, or a regular
   * expression. Called again, it keeps those that all patterns name.
   *
   * <p>Cost: O(classes); no new look.
   *
   * <p>Example: {@code hp.growth().only("java.util.*")}
   *
   * @throws HeapException when the pattern is no valid one
   */
  public Growth only(String pattern) {
    return with(view.only(ClassPattern.of(pattern)));
  }

  private Growth with(GrowthView other) {
    return new Growth(data, other);
  }

  /**
   * Returns the rows that are shown, all pages of them, as plain data.
   *
   * <p>Cost: O(classes), once.
   *
   * <p>Example: {@code hp.growth().rows().get(0).bytesChange()}
   */
  public List<GrowthRow> rows() {
    List<GrowthRow> known = rows;
    if (known == null) {
      known = view.rows(data);
      rows = known;
    }
    return known;
  }

  /**
   * Returns a row by the index that the table prints; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.growth().get(0).className()}
   *
   * @throws HeapException when there is no such row
   */
  public GrowthRow get(int row) {
    return rows().get(Paging.checkRow(row, rows().size(), "growth"));
  }

  /**
   * Tells whether nothing is shown: no class has grown.
   *
   * <p>Cost: O(classes), once.
   *
   * <p>Example: {@code hp.growth().isEmpty()}
   */
  public boolean isEmpty() {
    return rows().isEmpty();
  }

  /**
   * Returns the classes as they are now, grown or not.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.growth().now().totalBytes()}
   */
  public ClassHistogram now() {
    return data.now();
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.growth().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Growth more() {
    int next = Paging.next(page(Paging.SHOWN_ROWS), view.from(), rows().size(), "growth");
    return page(next, next + Paging.PAGE);
  }

  /**
   * Returns all rows on one page; print it with show(), since a shell cuts what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.growth().all().show()}
   */
  public Growth all() {
    return page(0, Integer.MAX_VALUE);
  }

  /**
   * Returns the first rows on one page.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.growth().top(3)}
   */
  public Growth top(int rows) {
    if (rows < 1) {
      throw new HeapException("top(" + rows + ") shows nothing: take 1 or more");
    }
    return page(0, rows);
  }

  private Growth page(int from, int to) {
    return with(view.page(from, to));
  }

  /**
   * Returns the rows that are shown, all pages of them, as a tablesaw table.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.growth().toTable().first(20)}
   */
  public Table toTable() {
    List<GrowthRow> shown = rows();
    return new TableColumns(shown.size())
        .longs("Index", row -> row)
        .longs("Count", row -> shown.get(row).count())
        .longs("Count change", row -> shown.get(row).countChange())
        .longs("Bytes", row -> shown.get(row).bytes())
        .longs("Bytes change", row -> shown.get(row).bytesChange())
        .texts("Class", row -> shown.get(row).className())
        .table("growth of " + data.target());
  }

  @Override
  Page page(int most) {
    return new GrowthText(this).page(most);
  }

  /**
   * Draws how the bytes of the first eight rows went, look by look.
   *
   * <p>Cost: O(looks); a hundred of them are kept.
   *
   * <p>Example: {@code hp.growth().only("com.acme.*").plot().save("growth.svg")}
   *
   * @throws HeapException when there was one look only, or nothing grew
   */
  public Plot plot() {
    List<String> names =
        rows().stream().limit(LookSeries.MOST_LINES).map(GrowthRow::className).toList();
    return data.looks().plot("Bytes by class in " + data.target(), names, data.now());
  }

  /** Prints the page, and gives a view that says in a line what a shell would print again. */
  Growth shown() {
    System.out.println(this);
    return with(view.printed());
  }

  /** Returns the page in at most 80 columns and 1,000 characters, complete rows only. */
  @Override
  public String toString() {
    return Safely.text(
        () ->
            view.shown()
                ? String.format(
                    Locale.ROOT,
                    "<growth, %s; see .rows(), .all()>",
                    PartitionText.rows(rows().size()))
                : page(Paging.SHOWN_ROWS).limited());
  }

  String target() {
    return data.target();
  }

  List<String> notes() {
    return data.notes();
  }

  /** Returns when what this is compared with was seen; null at the first look. */
  Instant since() {
    ClassHistogram base = data.base(view.sinceLast());
    return base == null ? null : view.sinceLast() ? base.time() : data.since();
  }

  boolean isSinceLast() {
    return view.sinceLast();
  }

  int from() {
    return view.from();
  }

  int to() {
    return view.to();
  }
}
