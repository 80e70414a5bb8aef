package heapsh;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import heapsh.live.LookTimer;
import heapsh.render.Html;
import heapsh.render.HtmlDocument;
import heapsh.render.Page;
import heapsh.render.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Takes snapshots of chosen classes, by hand or from time to time, and tells how many objects and
 * bytes there were of each: pympler's ClassTracker. Thread-safe.
 *
 * <pre>
 *   var tracker = hp.classTracker("com.acme.*");
 *   tracker.createSnapshot("start");
 *   tracker.startPeriodicSnapshots(Duration.ofMinutes(1));
 *   tracker.createHtml("classes.html");
 * </pre>
 *
 * <p>Snapshots of a running JVM are histograms of its classes: nothing runs in it, and objects that
 * existed before count. Sizes are those of the objects themselves; what one of them reaches tells
 * {@code asized()} in a dump.
 */
public final class ClassTracker implements Rich, AutoCloseable {
  private static final String UNTRACKED = "<untracked>";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final String target;
  private final Supplier<ClassHistogram> look;
  private final Map<String, ClassPattern> patterns = new LinkedHashMap<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private LookTimer timer;
  private String failure = "";

  /**
   * Holds the tracked classes at one time. Immutable.
   *
   * @param name what it was called, empty when nothing was said
   * @param time when it was taken
   * @param rows the tracked classes, the largest first
   * @param count the objects of all classes
   * @param total the bytes of all classes
   */
  public record Snapshot(String name, Instant time, List<StatRow> rows, long count, long total)
      implements Rich {
    /**
     * Returns the bytes of the tracked classes.
     *
     * <p>Cost: O(rows).
     *
     * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot("a").snapshots().get(0)}
     */
    public long tracked() {
      return rows.stream().mapToLong(StatRow::bytes).sum();
    }

    /** Returns the tracked classes in 80 columns and 1,000 characters. Cost: O(rows). */
    @Override
    public String toString() {
      return SnapshotText.page(this, Paging.SHOWN_ROWS).limited();
    }

    String label() {
      String at = TIME.format(time.atZone(ZoneId.systemDefault()));
      return name.isEmpty() ? at : SafeText.of(name, 100) + " (" + at + ")";
    }
  }

  ClassTracker(String target, Supplier<ClassHistogram> look, String... patterns) {
    this.target = target;
    this.look = look;
    for (String pattern : patterns) {
      this.patterns.put(pattern, ClassPattern.of(pattern));
    }
  }

  /**
   * Tracks more classes, from the next snapshot on: a name, a glob as in com.acme.*, or a regular
   * expression.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").trackClass("java.util.*")}
   *
   * @return this tracker
   * @throws HeapException when the pattern is none
   */
  public synchronized ClassTracker trackClass(String pattern) {
    patterns.put(pattern, ClassPattern.of(pattern));
    return this;
  }

  /**
   * Tracks the classes of a pattern no more, from the next snapshot on.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").detachClass("java.lang.*")}
   *
   * @return this tracker
   * @throws HeapException when the pattern is not tracked, with near matches
   */
  public synchronized ClassTracker detachClass(String pattern) {
    if (patterns.remove(pattern) == null) {
      throw new HeapException(
          "'"
              + SafeText.of(pattern, 100)
              + "' is not tracked"
              + NearMatches.hint(pattern, patterns.keySet()));
    }
    return this;
  }

  /**
   * Forgets all snapshots and tracks nothing.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").clear()}
   *
   * @return this tracker
   */
  public synchronized ClassTracker clear() {
    patterns.clear();
    snapshots.clear();
    return this;
  }

  /**
   * Takes a snapshot.
   *
   * <p>Cost: a running JVM stands still for a histogram; O(classes) for a dump.
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot()}
   *
   * @return this tracker
   * @throws HeapException when nothing is tracked, or that JVM is gone; the snapshots are kept
   */
  public ClassTracker createSnapshot() {
    return createSnapshot("");
  }

  /**
   * Takes a snapshot and gives it a name.
   *
   * <p>Cost: a running JVM stands still for a histogram; O(classes) for a dump.
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot("after login")}
   *
   * @return this tracker
   * @throws HeapException when nothing is tracked, or that JVM is gone; the snapshots are kept
   */
  public synchronized ClassTracker createSnapshot(String name) {
    if (patterns.isEmpty()) {
      throw new HeapException("this tracker tracks no class: trackClass(\"com.acme.*\") adds some");
    }
    ClassHistogram now = look.get();
    List<StatRow> rows = new ArrayList<>();
    for (ClassCount row : now.rows()) {
      if (patterns.values().stream().anyMatch(pattern -> pattern.matches(row.className()))) {
        rows.add(new StatRow(row.className(), row.count(), row.bytes()));
      }
    }
    snapshots.add(
        new Snapshot(name, now.time(), List.copyOf(rows), now.totalCount(), now.totalBytes()));
    return this;
  }

  /**
   * Takes snapshots in the background, one at once and then one each time, until
   * stopPeriodicSnapshots(); a JVM that ends ends them.
   *
   * <p>Cost: a running JVM stands still for a histogram, each time.
   *
   * <p>Example: {@code
   * hp.classTracker("java.lang.*").startPeriodicSnapshots(Duration.ofMinutes(1)).close()}
   *
   * @return this tracker
   * @throws HeapException when the time is less than a second, or nothing is tracked
   */
  public ClassTracker startPeriodicSnapshots(Duration every) {
    return startPeriodicSnapshots(every, LookTimer.inBackground());
  }

  synchronized ClassTracker startPeriodicSnapshots(Duration every, LookTimer newTimer) {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new HeapException("snapshots every " + every.toMillis() + " ms: take a second or more");
    }
    if (patterns.isEmpty()) {
      throw new HeapException("this tracker tracks no class: trackClass(\"com.acme.*\") adds some");
    }
    stopPeriodicSnapshots();
    failure = "";
    timer = newTimer;
    newTimer.start(every, () -> newTimer.run(this::tick));
    return this;
  }

  private void tick() {
    try {
      createSnapshot("");
    } catch (HeapException e) {
      synchronized (this) {
        failure = e.getMessage();
        stopPeriodicSnapshots();
      }
    }
  }

  /**
   * Takes no more snapshots in the background; those that were taken are kept.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").stopPeriodicSnapshots()}
   *
   * @return this tracker
   */
  public synchronized ClassTracker stopPeriodicSnapshots() {
    if (timer != null) {
      timer.stop();
      timer = null;
    }
    return this;
  }

  /**
   * Ends snapshots in the background. Nothing was put into that JVM, so nothing is to be removed.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").close()}
   */
  @Override
  public void close() {
    stopPeriodicSnapshots();
  }

  /**
   * Returns the snapshots so far, the oldest first.
   *
   * <p>Cost: O(snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().snapshots().get(0).total()}
   */
  public synchronized List<Snapshot> snapshots() {
    return List.copyOf(snapshots);
  }

  private List<Snapshot> some() {
    List<Snapshot> taken = snapshots();
    if (taken.isEmpty()) {
      throw new HeapException("there is no snapshot yet: createSnapshot(\"start\") takes one");
    }
    return taken;
  }

  private Profile profile() {
    return Profile.of(
        some().stream()
            .map(s -> Stat.of(SnapshotText.TITLE, s.time(), false, s.rows()))
            .toArray(Stat[]::new));
  }

  /**
   * Draws the bytes of the biggest tracked classes over the snapshots.
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().plot()}
   *
   * @throws HeapException when there is no snapshot
   */
  public Plot plot() {
    return new Plot(SnapshotText.chart(target, some(), false));
  }

  /**
   * Draws the numbers of objects of the tracked classes over the snapshots.
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().plotCounts()}
   *
   * @throws HeapException when there is no snapshot
   */
  public Plot plotCounts() {
    return new Plot(SnapshotText.chart(target, some(), true));
  }

  /**
   * Returns every class in every snapshot as a tablesaw table: snapshot, time, class, number of
   * objects, bytes, average bytes, percent of the heap.
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().toTable()}
   */
  public tech.tablesaw.api.Table toTable() {
    record Cell(Snapshot snapshot, StatRow row) {}
    List<Cell> cells = new ArrayList<>();
    for (Snapshot snapshot : snapshots()) {
      snapshot.rows().forEach(row -> cells.add(new Cell(snapshot, row)));
    }
    return new TableColumns(cells.size())
        .texts("Snapshot", k -> cells.get(k).snapshot().name())
        .texts("Time", k -> cells.get(k).snapshot().time().toString())
        .texts(SnapshotText.TITLE, k -> cells.get(k).row().name())
        .longs("Count", k -> cells.get(k).row().count())
        .longs("Size", k -> cells.get(k).row().bytes())
        .longs("Average", k -> SnapshotText.average(cells.get(k).row()))
        .doubles(
            "Percent",
            k -> SnapshotText.percent(cells.get(k).row().bytes(), cells.get(k).snapshot()))
        .table(head());
  }

  /**
   * Writes a page for a browser: the tracked classes over time as pictures, and a table for each
   * snapshot. It needs no network.
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().createHtml("x.html")}
   *
   * @return this tracker
   * @throws HeapException when there is no snapshot, or the file cannot be written
   */
  public ClassTracker createHtml(String path) {
    List<Snapshot> taken = some();
    List<String> parts = new ArrayList<>();
    parts.add(SnapshotText.chart(target, taken, false).svg());
    parts.add(SnapshotText.chart(target, taken, true).svg());
    for (Snapshot snapshot : taken) {
      parts.add(Html.of(SnapshotText.page(snapshot, Paging.HTML_ROWS)));
    }
    WholeFile.write(
        Shell.path(path), out -> out.write(HtmlDocument.of("Classes of " + target, parts)));
    return this;
  }

  /**
   * Saves the snapshots as a text file that ClassTracker.load(path) and Profile.load(path) read; a
   * path that ends in .html saves the page of createHtml(path).
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().save("classes.stat")}
   *
   * @throws HeapException when there is no snapshot, or the file cannot be written
   */
  @Override
  public void save(String path) {
    if (path.endsWith(".html")) {
      createHtml(path);
      return;
    }
    List<Stat> stats = new ArrayList<>();
    for (Snapshot snapshot : some()) {
      List<StatRow> rows = new ArrayList<>(snapshot.rows());
      long counted = rows.stream().mapToLong(StatRow::count).sum();
      rows.add(
          new StatRow(
              UNTRACKED, snapshot.count() - counted, snapshot.total() - snapshot.tracked()));
      stats.add(Stat.of(SnapshotText.TITLE, snapshot.time(), false, rows));
    }
    StatFile.writeAll(stats, Shell.path(path));
  }

  /**
   * Loads the snapshots of a file that save(path) wrote. Their names are not kept; no more can be
   * taken.
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code ClassTracker.load("classes.stat")}
   *
   * @throws HeapException when the file cannot be read, or was not written by save(path)
   */
  public static ClassTracker load(String path) {
    String name = SafeText.of(String.valueOf(Shell.path(path).getFileName()), 100);
    ClassTracker tracker =
        new ClassTracker(
            name,
            () -> {
              throw new HeapException(name + " is a file: no more snapshots can be taken of it");
            });
    for (Stat stat : Stat.loadAll(path)) {
      List<StatRow> rows =
          stat.rows().stream().filter(row -> !row.name().equals(UNTRACKED)).toList();
      tracker.snapshots.add(new Snapshot("", stat.time(), rows, stat.count(), stat.size()));
    }
    return tracker;
  }

  private synchronized String head() {
    Set<String> names = new TreeSet<>();
    snapshots.forEach(s -> s.rows().forEach(row -> names.add(row.name())));
    Set<String> shown = new LinkedHashSet<>(patterns.keySet());
    return "Tracker of "
        + SafeText.of(target, 200)
        + ": "
        + Listing.counted(snapshots.size(), "snapshot")
        + " of "
        + (names.size() == 1 ? "1 class" : names.size() + " classes")
        + (shown.isEmpty() ? "" : " (" + SafeText.of(String.join(", ", shown), 200) + ")")
        + (timer == null ? "" : ", more are taken in the background")
        + (failure.isEmpty() ? "." : "; the last failed: " + failure);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(head());
    for (Snapshot snapshot : snapshots()) {
      text.append('\n').append(SnapshotText.page(snapshot, Integer.MAX_VALUE).whole());
    }
    return text.toString();
  }

  /**
   * Returns the classes over time as text and as a table of HTML.
   *
   * <p>Cost: O(classes times snapshots).
   *
   * <p>Example: {@code hp.classTracker("java.lang.*").createSnapshot().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    if (snapshots().isEmpty()) {
      return Rich.super.mime();
    }
    Map<String, String> forms = new LinkedHashMap<>(profile().mime());
    forms.put(Mime.TEXT, toString());
    return forms;
  }

  /** Returns what is tracked, and the last snapshot, in 80 columns and 1,000 characters. */
  @Override
  public String toString() {
    List<Snapshot> taken = snapshots();
    if (taken.isEmpty()) {
      return Page.of(List.of(head())).limited();
    }
    Page last = SnapshotText.page(taken.get(taken.size() - 1), Paging.SHOWN_ROWS);
    List<String> lines = new ArrayList<>(List.of(head()));
    lines.addAll(last.head());
    return last.head(lines).limited();
  }
}
