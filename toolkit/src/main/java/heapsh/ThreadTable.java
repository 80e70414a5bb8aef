package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;
import heapsh.graph.Retention;
import heapsh.graph.ThreadStacks;
import heapsh.render.Page;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/**
 * Shows the threads of a heap and what each keeps alive: those that have started, and Thread
 * objects that have not or are done. Immutable and thread-safe.
 *
 * <pre>
 *   14 threads, 1 of them virtual.
 *    Index State         Frames Locals  Retained Thread
 *        0 RUNNABLE          12      9 114401312 "main"
 *        1 TIMED_WAITING      5      4      1032 "Common-Cleaner"
 * </pre>
 *
 * <p>Retained is what would be freed if the thread ended: its Thread object with its thread locals,
 * and what only locals of its stack keep alive. What another root holds as well does not count.
 * Largest first, by the sum of what the thread and its locals retain one by one; the largest two
 * dozen by what they retain together.
 */
public final class ThreadTable extends Paged implements Iterable<HeapThread>, Rich {
  private final Heap heap;
  private final int[] threads;
  private final int virtual;
  private final Int2LongOpenHashMap retained;
  private final int from;
  private final int to;

  private ThreadTable(ThreadTable other, int from, int to) {
    heap = other.heap;
    threads = other.threads;
    virtual = other.virtual;
    retained = other.retained;
    this.from = from;
    this.to = to;
  }

  private ThreadTable(Heap heap, int[] threads, Int2LongOpenHashMap retained) {
    this.heap = heap;
    this.threads = threads;
    this.retained = retained;
    int count = 0;
    for (int thread : threads) {
      count += ThreadStates.isVirtual(heap.graph(), thread) ? 1 : 0;
    }
    virtual = count;
    from = 0;
    to = Paging.end(threads.length, 0);
  }

  /** Finds the threads. The first use computes the dominators of the heap. */
  static ThreadTable of(Heap heap) {
    HeapGraph graph = heap.graph();
    RoaringBitmap found = new RoaringBitmap();
    for (int thread : graph.stacks().threads()) {
      found.add(thread);
    }
    BitSet types = threadClasses(graph);
    if (!types.isEmpty()) {
      found.or(heap.instances(heap.reachable().bitmap(), types));
    }
    int[] threads = sorted(heap, found.toArray());
    ThreadTable table = new ThreadTable(heap, threads, new Int2LongOpenHashMap());
    int most = Math.min(threads.length, Retention.SETS_AT_ONCE);
    long[] bytes = table.retained(0, most);
    Integer[] order = new Integer[most];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingLong(k -> -bytes[k]));
    int[] first = new int[most];
    for (int k = 0; k < most; k++) {
      first[k] = threads[order[k]];
    }
    System.arraycopy(first, 0, threads, 0, most);
    return table;
  }

  private static BitSet threadClasses(HeapGraph graph) {
    BitSet found = new BitSet();
    for (int number = 0; number < graph.classCount(); number++) {
      for (int n = number; n >= 0; n = graph.heapClass(n).superNumber()) {
        if (graph.heapClass(n).name().equals("java.lang.Thread")) {
          found.set(number);
          break;
        }
      }
    }
    return found;
  }

  private static int[] sorted(Heap heap, int[] threads) {
    DominatorTree dominators = heap.retention().dominators();
    ThreadStacks stacks = heap.graph().stacks();
    Int2LongOpenHashMap alone = new Int2LongOpenHashMap();
    for (int thread : threads) {
      long sum = dominators.retainedBytes(thread);
      var roots = ownRoots(heap, stacks, thread).getIntIterator();
      while (roots.hasNext()) {
        int local = roots.next();
        sum += local == thread ? 0 : dominators.retainedBytes(local);
      }
      alone.put(thread, sum);
    }
    IntArrayList order = IntArrayList.wrap(threads);
    order.sort((a, b) -> Long.compare(alone.get(b), alone.get(a)));
    return threads;
  }

  /** Returns the objects that are GC roots for the sake of this thread's stack alone. */
  static RoaringBitmap ownRoots(Heap heap, ThreadStacks stacks, int thread) {
    RoaringBitmap own = new RoaringBitmap();
    for (int local : stacks.locals(thread)) {
      boolean isOwn = true;
      for (GcRoot root : heap.graph().roots().of(local)) {
        isOwn &= root.thread() == thread && root.index() != root.thread();
      }
      if (isOwn) {
        own.add(local);
      }
    }
    return own;
  }

  /** Returns what rows retain, found in one search when it is not known. */
  private long[] retained(int first, int end) {
    synchronized (retained) {
      List<RoaringBitmap> sets = new ArrayList<>();
      List<RoaringBitmap> roots = new ArrayList<>();
      IntArrayList missing = new IntArrayList();
      for (int row = first; row < end; row++) {
        if (!retained.containsKey(threads[row])) {
          missing.add(threads[row]);
          sets.add(RoaringBitmap.bitmapOf(threads[row]));
          roots.add(ownRoots(heap, heap.graph().stacks(), threads[row]));
        }
      }
      long[] found = missing.isEmpty() ? new long[0] : heap.retention().retainedBytes(sets, roots);
      for (int k = 0; k < found.length; k++) {
        retained.put(missing.getInt(k), found[k]);
      }
      long[] bytes = new long[end - first];
      Arrays.setAll(bytes, k -> retained.get(threads[first + k]));
      return bytes;
    }
  }

  /**
   * Returns the thread in row {@code i}; a negative number counts from the end.
   *
   * <p>Cost: that of the retained sizes of a page, once.
   *
   * <p>Example: {@code hp.threads().get(0)}
   *
   * @throws HeapException when there is no such row
   */
  public HeapThread get(int i) {
    int row = i < 0 ? i + threads.length : i;
    if (row < 0 || row >= threads.length) {
      throw new HeapException("no row " + i + ": there are " + threads.length + " threads");
    }
    return new HeapThread(heap, threads[row], () -> retained(row, row + 1)[0]);
  }

  /**
   * Returns the thread of this name, the first when there are several.
   *
   * <p>Cost: O(threads).
   *
   * <p>Example: {@code hp.threads().named("main")}
   *
   * @throws HeapException when there is none; it names near matches
   */
  public HeapThread named(String name) {
    List<String> names = new ArrayList<>();
    for (HeapThread thread : this) {
      if (thread.name().equals(name)) {
        return thread;
      }
      names.add(thread.name());
    }
    throw new HeapException(
        "no thread named '"
            + SafeText.of(String.valueOf(name), 100)
            + "'"
            + NearMatches.hint(String.valueOf(name), names));
  }

  /**
   * Returns the number of threads.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.threads().rowCount()}
   */
  public int rowCount() {
    return threads.length;
  }

  /**
   * Returns the Thread objects as a set.
   *
   * <p>Cost: O(threads).
   *
   * <p>Example: {@code hp.threads().objects().byClass()}
   */
  public ObjectSet objects() {
    return heap.set(RoaringBitmap.bitmapOf(threads));
  }

  /** Returns the threads in turn, in the order of the table. Cost: O(1) for each. */
  @Override
  public Iterator<HeapThread> iterator() {
    return new RowIterator<>("threads", row -> row < threads.length, this::get);
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.threads().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public ThreadTable more() {
    int next = from + page(Paging.SHOWN_ROWS).fitting();
    if (next >= threads.length) {
      throw new HeapException("no more rows: there are " + threads.length + " threads");
    }
    return new ThreadTable(this, next, Paging.end(threads.length, next));
  }

  /**
   * Returns all threads on one page; print it with {@link #show}.
   *
   * <p>Cost: O(objects + references) for every two dozen threads.
   *
   * <p>Example: {@code hp.threads().all().show()}
   */
  public ThreadTable all() {
    return new ThreadTable(this, 0, threads.length);
  }

  /**
   * Returns all threads as a tablesaw table.
   *
   * <p>Cost: O(objects + references) for every two dozen threads.
   *
   * <p>Example: {@code hp.threads().toTable().first(20)}
   */
  public Table toTable() {
    long[] bytes = retained(0, threads.length);
    return new TableColumns(threads.length)
        .longs("Index", row -> row)
        .longs("Id", row -> heap.graph().idOf(threads[row]))
        .texts("State", row -> get(row).state())
        .flags("Virtual", row -> get(row).isVirtual())
        .longs("Frames", row -> get(row).frameCount())
        .longs("Locals", row -> get(row).locals().count())
        .longs("Retained", row -> bytes[row])
        .texts("Thread", row -> get(row).name())
        .table(threads.length + " threads");
  }

  @Override
  Page page(int most) {
    int end = (int) Math.min(to, (long) from + most);
    List<HeapThread> rows = new ArrayList<>();
    for (int row = from; row < end; row++) {
      rows.add(get(row));
    }
    retained(from, end);
    return ThreadText.table(rows, from, threads.length, virtual, heap.partMark());
  }
}
