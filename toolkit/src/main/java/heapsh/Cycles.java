package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.StrongComponents;
import heapsh.render.Page;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Shows the cycles of references within a set: its strongly connected parts of two objects or more,
 * in each of which every object reaches every other. Immutable.
 *
 * <pre>
 * Cycles among 10151 objects: 12 parts of 812 objects (34096 bytes).
 *  Index  Count      Size Classes
 *      0    310     12400 310 crawler.Page$Link
 *      1     40      1280 20 java.util.LinkedList$Node, 20 crawler.Page
 * &lt;10 more rows. Type e.g. '.more()' to view.&gt;
 * </pre>
 *
 * <p>Cycles are information: a JVM collects them like all else. Rows stand by size. References are
 * those of the dump, strong ones.
 */
public final class Cycles extends Paged implements Iterable<ObjectSet>, Rich {
  private static final int MOST_CLASSES = 3;

  private final Heap heap;
  private final int of;
  private final StrongComponents parts;
  private final int[] order;
  private final int from;
  private final int asked;

  private Cycles(Heap heap, int of, StrongComponents parts, int[] order, int from, int asked) {
    this.heap = heap;
    this.of = of;
    this.parts = parts;
    this.order = order;
    this.from = from;
    this.asked = asked;
  }

  /** Finds the cycles within a set. */
  static Cycles of(ObjectSet set) {
    Heap heap = set.heap();
    HeapGraph graph = heap.graph();
    StrongComponents parts =
        StrongComponents.of(graph, heap.retention().strengths(), set.bitmap(), heap.progress());
    int[] order = IntStream.range(0, parts.count()).toArray();
    IntArrays.stableSort(order, (a, b) -> Long.compare(parts.bytes(b), parts.bytes(a)));
    return new Cycles(heap, set.count(), parts, order, 0, Paging.PAGE);
  }

  /**
   * Returns the number of parts.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().cycles().count()}
   */
  public int count() {
    return order.length;
  }

  /**
   * Returns the objects of part {@code i}, the largest first; negative from the end.
   *
   * <p>Cost: O(objects of the set that was asked).
   *
   * <p>Example: {@code hp.heap().cycles().get(0)}
   *
   * @throws HeapException when there is no such part
   */
  public ObjectSet get(int i) {
    int row = Paging.checkRow(i, order.length, "table of cycles");
    return heap.set(parts.objects(List.of(order[row]))[0]);
  }

  /**
   * Returns all objects that are on cycles.
   *
   * <p>Cost: O(objects of the set that was asked).
   *
   * <p>Example: {@code hp.heap().cycles().objects().byClass()}
   */
  public ObjectSet objects() {
    return heap.set(parts.all());
  }

  /**
   * Returns how many objects refer to themselves, and are on no other cycle.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().cycles().selfReferring()}
   */
  public int selfReferring() {
    return parts.selfReferring();
  }

  /** Returns the parts in turn, the largest first. Cost: O(objects) for each. */
  @Override
  public Iterator<ObjectSet> iterator() {
    return new RowIterator<>("cycles", row -> row < order.length, this::get);
  }

  /**
   * Returns every part as a tablesaw table: its number of objects and bytes.
   *
   * <p>Cost: O(parts).
   *
   * <p>Example: {@code hp.heap().cycles().toTable()}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(order.length)
        .longs("Index", row -> row)
        .longs("Count", row -> parts.count(order[row]))
        .longs("Size", row -> parts.bytes(order[row]))
        .table(head());
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(objects of the set that was asked).
   *
   * <p>Example: {@code hp.heap().cycles().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Cycles more() {
    int next = Paging.next(page(Paging.SHOWN_ROWS), from, order.length, "table of cycles");
    return new Cycles(heap, of, parts, order, next, next + Paging.PAGE);
  }

  /**
   * Returns the table with every row on one page; print it with {@link #show}.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().cycles().all().show()}
   */
  public Cycles all() {
    return new Cycles(heap, of, parts, order, 0, order.length);
  }

  private String head() {
    long objects = 0;
    long bytes = 0;
    for (int k = 0; k < parts.count(); k++) {
      objects += parts.count(k);
      bytes += parts.bytes(k);
    }
    String self = selfReferring() == 0 ? "" : " " + selfReferring() + " more refer to themselves.";
    String where = "Cycles among " + PartitionText.objects(of) + ": ";
    if (order.length == 0) {
      return where + "none." + self;
    }
    String count = order.length == 1 ? "1 part" : order.length + " parts";
    String all = count + " of " + PartitionText.objects(objects) + " (" + bytes + " bytes).";
    return where + all + self;
  }

  /** Lays out at most so many rows of the page. */
  @Override
  Page page(int most) {
    int end = Paging.end(order.length, from, asked);
    int to = (int) Math.min(end, (long) from + most);
    List<Integer> wanted = new ArrayList<>();
    for (int row = from; row < to; row++) {
      wanted.add(order[row]);
    }
    Table table =
        new Table(
            "Classes",
            Column.number("Index", 6),
            Column.number("Count", 6),
            Column.number("Size", 9));
    RoaringBitmap[] objects = parts.objects(wanted);
    for (int i = 0; i < objects.length; i++) {
      String classes = classes(heap.set(objects[i]));
      table
          .row(
              room -> PathText.fit(classes, room),
              Integer.toString(from + i),
              Integer.toString(parts.count(wanted.get(i))),
              Long.toString(parts.bytes(wanted.get(i))))
          .hint(".get(" + (from + i) + ")");
    }
    return Page.of(List.of(head()), table).after(order.length - to);
  }

  private String classes(ObjectSet part) {
    Stat stat = part.byClass().stat();
    List<String> names = new ArrayList<>();
    for (StatRow row : stat.rows().subList(0, Math.min(MOST_CLASSES, stat.rows().size()))) {
      names.add(row.count() + " " + row.name());
    }
    int more = stat.rows().size() - names.size();
    return String.join(", ", names) + (more > 0 ? ", " + more + " more classes" : "");
  }
}
