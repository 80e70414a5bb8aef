package heapsh;

import heapsh.PathsTitle.Direction;
import heapsh.graph.PathTree;
import heapsh.graph.Strength;
import heapsh.render.Page;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/**
 * Shows the shortest paths from the GC roots to the objects of a set, merged by shape: the sequence
 * of relations from a root down to the object. Immutable.
 *
 * <pre>
 *   Shortest paths from GC roots to 155 objects (114401312 bytes), 2 shapes.
 *    0: 154 objects, 114396112 bytes
 *       static crawler.Connections.INSTANCE -&gt; .connections["default"] -&gt;
 *         .queriesLog[*] -&gt; ["sql"] -&gt; .value
 *    1: 1 object, 5200 bytes
 *       &lt;local of Crawler.run() in thread "main"&gt; -&gt; ["sql"] -&gt; .value
 * </pre>
 *
 * <p>Each object has one path: one of the shortest, counted in references. Steps are logical: the
 * insides of JDK containers are passed without a word. A path through a static begins there. Steps
 * that repeat are tied up: {@code .next+} means one or more {@code .next}, {@code (.left|.right)+}
 * any mixture of the two, {@code (.children[*])+} the pair one or more times; a hand-made list of
 * ten million nodes is one shape. More than ten map keys that lead to one object each become {@code
 * [*]}. An object inside a container ends with the raw steps from the container to it.
 *
 * <p>Rows are sorted by bytes, largest first. Objects that have no such path are counted in the
 * last line with the reasons; {@link #unreached} has them.
 */
public final class RootPaths extends Paged implements Iterable<RootPaths.Path>, Rich {
  private static final int MOST_SETS = 1000;

  private final Heap heap;
  private final RoaringBitmap set;
  private final PathQuery query;
  private final Direction direction;
  private final PathTable table;
  private final Unreached unreached;
  private final long bytes;
  private final int from;
  private final int to;

  private RootPaths(RootPaths other, int from, int to) {
    heap = other.heap;
    set = other.set;
    query = other.query;
    direction = other.direction;
    table = other.table;
    unreached = other.unreached;
    bytes = other.bytes;
    this.from = from;
    this.to = to;
  }

  private RootPaths(Heap heap, RoaringBitmap set, PathQuery query, Direction direction) {
    this.heap = heap;
    this.set = set;
    this.query = query;
    this.direction = direction;
    if (direction == Direction.PATHS) {
      PathTree tree = query.search(heap.graph());
      table =
          query.raw()
              ? new RawTable(heap, query, tree, set)
              : new TreeTable(heap, query, tree, set);
      unreached = Unreached.of(heap.graph(), query, tree, set);
    } else {
      boolean into = direction == Direction.IN;
      SetEdges edges = into ? SetEdges.into(heap, query, set) : SetEdges.outOf(heap, query, set);
      table = new EdgeTable(heap, edges);
      unreached = new Unreached(without(into), List.of());
    }
    bytes = EdgeTable.bytesOf(heap.graph(), set);
    from = 0;
    to = Paging.end(table.rows(), 0);
  }

  private static RootPaths find(
      Heap heap, RoaringBitmap set, PathQuery query, Direction direction) {
    return Safely.inMemory(
        () -> "find the paths to " + PartitionText.objects(set.getLongCardinality()),
        () -> new RootPaths(heap, set, query, direction));
  }

  private RoaringBitmap without(boolean into) {
    RoaringBitmap with = new RoaringBitmap();
    for (int row = 0; row < table.rows(); row++) {
      with.or(into || table.length(row) == 1 ? table.objects(row) : table.node(row, 0));
    }
    return RoaringBitmap.andNot(set, with);
  }

  /** Finds the shortest paths from the GC roots to a set, over strong references. */
  static RootPaths of(ObjectSet set) {
    return make(set, Direction.PATHS);
  }

  /** Finds the references to a set from its direct referrers and from GC roots. */
  static RootPaths in(ObjectSet set) {
    return make(set, Direction.IN);
  }

  /** Finds the references from a set to its direct referents. */
  static RootPaths out(ObjectSet set) {
    return make(set, Direction.OUT);
  }

  /** Asks for paths over the strengths of the heap or view: strong ones, unless it says so. */
  private static PathQuery plain(Heap heap) {
    return PathQuery.PLAIN.including(heap.retention().strengths());
  }

  private static RootPaths make(ObjectSet set, Direction direction) {
    set.heap().graph(); // says so when the heap is closed
    return find(set.heap(), set.bitmap(), plain(set.heap()), direction);
  }

  /**
   * Follows references of more strengths too, such as {@code SOFT} and {@code WEAK}; strong ones
   * are always followed. References into and out of a set ({@code pathsIn}, {@code pathsOut}) are
   * of all strengths already.
   *
   * <p>Cost: O(objects + references), each call.
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().including(SOFT, WEAK)}
   */
  public RootPaths including(Strength... more) {
    return more.length == 0 ? this : asking(query.including(EnumSet.of(more[0], more)));
  }

  /**
   * Avoids the objects of a set: no path touches them. What the set itself holds of the objects
   * asked for is counted as avoided.
   *
   * <p>Cost: O(objects + references), each call.
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().avoiding(hp.instancesOf("*Cache*"))}
   *
   * @throws HeapException when the set is of another heap
   */
  public RootPaths avoiding(ObjectSet objects) {
    return asking(query.avoiding(ofThisHeap(objects)));
  }

  /**
   * Starts at the objects of a set in place of the GC roots; with {@code pathsIn}, keeps the
   * referrers that are in the set.
   *
   * <p>Cost: O(objects + references), each call.
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().from(hp.instancesOf("crawler.DatabaseWrapper"))}
   *
   * @throws HeapException when the set is empty or of another heap
   */
  public RootPaths from(ObjectSet objects) {
    RoaringBitmap starts = ofThisHeap(objects);
    if (starts.isEmpty()) {
      throw new HeapException("from(...) needs objects to start at, and this set is empty");
    }
    if (direction == Direction.OUT) {
      throw new HeapException(
          "paths out of a set start at the set; use pathsIn() or shpaths() with from(...)");
    }
    return asking(query.from(starts));
  }

  /**
   * Finds what else holds the objects: the shortest paths that avoid the objects which stand at
   * these levels of the paths found here. Level 0 is the object after the first step, level 1 the
   * one after the second; -1 is the end, -2 the object before it. Objects of the set itself are
   * never avoided. What was avoided before stays avoided, so {@code avoided(0).avoided(0)} peels
   * off one ring of holders after another.
   *
   * <p>Cost: O(objects + references), each call.
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().avoided(0)}
   *
   * @throws HeapException when no path has such a level
   */
  public RootPaths avoided(int... levels) {
    RoaringBitmap more = new RoaringBitmap();
    for (int level : levels) {
      checkLevel(level);
      more.or(table.level(level));
    }
    return asking(query.avoiding(more));
  }

  private void checkLevel(int level) {
    int longest = longest();
    if (level >= longest || level < -longest) {
      throw new HeapException(
          "no level " + level + ": the longest of these paths has " + longest + " steps");
    }
  }

  private int longest() {
    int longest = 0;
    for (int row = 0; row < table.rows(); row++) {
      longest = Math.max(longest, table.length(row));
    }
    return longest;
  }

  /**
   * Lists a path for each object, not merged, of raw relations: every reference is a step,
   * containers are not seen through.
   *
   * <p>Cost: O(objects of the set) more than the merged table.
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().raw()}
   */
  public RootPaths raw() {
    return asking(query.unmerged());
  }

  private RootPaths asking(PathQuery other) {
    return find(heap, set, other, direction);
  }

  private RoaringBitmap ofThisHeap(ObjectSet objects) {
    if (objects.heap().base() != heap.base()) {
      throw new HeapException("this set is of another heap: paths stay within one");
    }
    return objects.bitmap();
  }

  /**
   * Returns row {@code i}; a negative number counts from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().get(0).objects()}
   *
   * @throws HeapException when there is no such row
   */
  public Path get(int i) {
    int row = i < 0 ? i + table.rows() : i;
    if (row < 0 || row >= table.rows()) {
      throw new HeapException("no row " + i + ": " + thereAre(table.rows(), table.noun()));
    }
    return new Path(row);
  }

  private static String thereAre(int rows, String noun) {
    return switch (rows) {
      case 0 -> "there is no " + noun;
      case 1 -> "there is one " + noun + ", row 0";
      default -> "there are " + rows + " " + noun + "s, rows 0 to " + (rows - 1);
    };
  }

  /**
   * Returns the number of rows.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().rowCount()}
   */
  public int rowCount() {
    return table.rows();
  }

  /**
   * Returns the objects of the set that have no such path.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().unreached()}
   */
  public ObjectSet unreached() {
    return heap.set(unreached.objects());
  }

  /**
   * Returns the objects at each level of the paths: first those after the first step, then those
   * after the second, and so on; in the end the objects of the set that have a path, which stand at
   * no level before.
   *
   * <p>Cost: O(objects of the heap) for each level.
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().sets()}
   *
   * @throws HeapException when the paths have more than 1,000 levels
   */
  public List<ObjectSet> sets() {
    int longest = longest();
    if (longest > MOST_SETS) {
      throw new HeapException(
          "these paths have " + longest + " levels; get(i).node(k) gives the objects of one");
    }
    List<ObjectSet> sets = new ArrayList<>();
    for (int level = 0; level < longest - 1; level++) {
      sets.add(heap.set(table.level(level)));
    }
    if (longest > 0) {
      sets.add(heap.set(RoaringBitmap.andNot(set, unreached.objects())));
    }
    return List.copyOf(sets);
  }

  /** Returns the rows in turn, largest first. Cost: O(1) for each. */
  @Override
  public Iterator<Path> iterator() {
    return new RowIterator<>("rows", row -> row < table.rows(), Path::new);
  }

  /**
   * Returns the next page: it goes on after the last row that this one prints.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public RootPaths more() {
    int next = from + page(Paging.SHOWN_ROWS).fitting();
    if (next >= table.rows()) {
      throw new HeapException("no more rows: " + thereAre(table.rows(), table.noun()));
    }
    return new RootPaths(this, next, Paging.end(table.rows(), next));
  }

  /**
   * Returns the same paths with every row on one page; print it with {@link #show}, since a shell
   * cuts what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().all().show()}
   */
  public RootPaths all() {
    return new RootPaths(this, 0, table.rows());
  }

  /**
   * Returns every row as a tablesaw table: objects, bytes, number of steps and the path.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().get(0).shpaths().toTable().first(20)}
   */
  public Table toTable() {
    return new TableColumns(table.rows())
        .longs("Index", row -> row)
        .longs("Count", table::count)
        .longs("Size", table::bytes)
        .longs("Steps", table::length)
        .texts("Path", row -> String.join(" -> ", table.steps(row)))
        .table(title().of(table));
  }

  private PathsPage rows(int first, int end) {
    PathsTitle title = title();
    return new PathsPage(
        table, title.of(table), heap.partMark(), unreached.line(title.lack()), first, end);
  }

  @Override
  Page page(int most) {
    return rows(from, (int) Math.min(to, (long) from + most)).page();
  }

  private PathsTitle title() {
    return new PathsTitle(direction, query, set.getCardinality(), bytes);
  }

  /** Shows one row: the paths of one shape, and the objects at their ends. Immutable. */
  public final class Path extends Paged implements Rich {
    private final int row;

    private Path(int row) {
      this.row = row;
    }

    /**
     * Returns the objects at the end of these paths.
     *
     * <p>Cost: O(objects of the heap) for a shape, O(1) for a raw path.
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).objects().byOwner()}
     */
    public ObjectSet objects() {
      return heap.set(table.objects(row));
    }

    /**
     * Returns the number of objects at the end of these paths.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).count()}
     */
    public int count() {
      return table.count(row);
    }

    /**
     * Returns their shallow size in bytes.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).size()}
     */
    public long size() {
      return table.bytes(row);
    }

    /**
     * Returns the number of steps; what repeats counts once. Of a raw path it is the number of
     * references, and one for the root.
     *
     * <p>Cost: O(steps).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).length()}
     */
    public int length() {
      return table.length(row);
    }

    /**
     * Returns the texts of the steps; an element or key stands with the field of its container,
     * {@code .queriesLog[*]}.
     *
     * <p>Cost: O(steps).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).steps()}
     */
    public List<String> steps() {
      return List.copyOf(table.steps(row));
    }

    /**
     * Returns the objects that stand after step {@code k} of these paths: 0 is the root end, the
     * last, or -1, the objects themselves. After a repeated step they are all that stand along the
     * repetition.
     *
     * <p>Cost: O(objects of the heap).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).node(-2)}
     *
     * @throws HeapException when the path has no such step
     */
    public ObjectSet node(int k) {
      int length = length();
      int at = k < 0 ? k + length : k;
      if (at < 0 || at >= length) {
        throw new HeapException(
            "no node " + k + ": this path has " + length + " nodes, 0 to " + (length - 1));
      }
      return heap.set(table.node(row, at));
    }

    /**
     * Returns the objects after each step of these paths: the root end first, in the end the
     * objects themselves.
     *
     * <p>Cost: O(objects of the heap) for each step.
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).sets()}
     *
     * @throws HeapException when the path has more than 1,000 steps
     */
    public List<ObjectSet> sets() {
      int length = length();
      if (length > MOST_SETS) {
        throw new HeapException(
            "this path has " + length + " steps; node(k) gives the objects after one");
      }
      List<ObjectSet> sets = new ArrayList<>();
      for (int k = 0; k < length; k++) {
        sets.add(node(k));
      }
      return List.copyOf(sets);
    }

    /**
     * Returns one concrete path: every object on it with its id and class; no path of the row is
     * shorter.
     *
     * <p>Cost: O(objects of the heap).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).example()}
     */
    public Example example() {
      return new Example(new ExamplePath(heap, table.example(row)));
    }

    @Override
    Page page(int most) {
      return rows(row, row + 1).alone();
    }
  }

  /**
   * Shows one concrete path, a line for each object: the step to it, its id and its class.
   * Immutable.
   */
  public static final class Example implements Rich {
    private final ExamplePath path;

    private Example(ExamplePath path) {
      this.path = path;
    }

    @Override
    public String text() {
      return path.whole();
    }

    /**
     * Returns the path as text and as a table of HTML.
     *
     * <p>Cost: O(length).
     *
     * <p>Example: {@code hp.heap().get(0).shpaths().get(0).example().mime().get("text/html")}
     */
    @Override
    public Map<String, String> mime() {
      return Paging.mime(toString(), path::page);
    }

    /** Returns the path in 80 columns, the middle of a long one left out. Cost: O(length). */
    @Override
    public String toString() {
      return Safely.text(path::limited);
    }
  }
}
