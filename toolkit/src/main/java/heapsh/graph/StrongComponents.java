package heapsh.graph;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * Holds the strongly connected parts of a set of objects that have two objects or more: in each,
 * every object reaches every other by references within the set. Immutable and thread-safe.
 *
 * <p>Found by Pearce's algorithm ("A space-efficient algorithm for finding strongly connected
 * components", Information Processing Letters 116, 2016: PEA_FIND_SCC3), which is Tarjan's with one
 * int for each object, and without recursion: the path down and the objects that wait for the root
 * of their part share one column, from both ends; the places in the rows on the path are another.
 * O(objects of the heap + references of the set).
 */
public final class StrongComponents {
  private static final int CHECK_EVERY = 1 << 16;

  /** Parts are numbered down from here, so that they are above every index of what is under way. */
  private static final int FIRST = Integer.MAX_VALUE;

  private final RoaringBitmap set;
  private final IntColumn parts;
  private final int[] numbers;
  private final int[] counts;
  private final long[] bytes;
  private final int selfReferring;

  private StrongComponents(
      HeapGraph graph, Set<Strength> strengths, RoaringBitmap set, Progress progress) {
    this.set = set;
    parts = graph.columnOf(this);
    Search search =
        graph.withColumns(
            2, columns -> new Search(graph, strengths, set, parts, columns, progress).run());
    numbers = search.numbers.toIntArray();
    counts = search.counts.toIntArray();
    bytes = search.bytes.toLongArray();
    selfReferring = search.selfReferring;
  }

  /**
   * Finds the parts of a set.
   *
   * @param strengths the strengths of the references to follow
   */
  public static StrongComponents of(
      HeapGraph graph, Set<Strength> strengths, RoaringBitmap set, Progress progress) {
    return new StrongComponents(graph, strengths, set, progress);
  }

  /** Returns the number of parts of two objects or more. */
  public int count() {
    return numbers.length;
  }

  /** Returns the number of objects of part {@code k}. */
  public int count(int k) {
    return counts[k];
  }

  /** Returns the shallow bytes of part {@code k}. */
  public long bytes(int k) {
    return bytes[k];
  }

  /** Returns how many objects refer to themselves and belong to no part. */
  public int selfReferring() {
    return selfReferring;
  }

  /** Returns the objects of some parts, in their order. O(objects of the set). */
  public RoaringBitmap[] objects(List<Integer> wanted) {
    int[] sorted = new int[wanted.size()];
    int[] places = new int[wanted.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = numbers[wanted.get(i)];
    }
    Arrays.sort(sorted);
    List<RoaringBitmapWriter<RoaringBitmap>> writers =
        wanted.stream().map(k -> RoaringBitmapWriter.writer().constantMemory().get()).toList();
    for (int i = 0; i < places.length; i++) {
      places[Arrays.binarySearch(sorted, numbers[wanted.get(i)])] = i;
    }
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      int place = Arrays.binarySearch(sorted, parts.get(index));
      if (place >= 0) {
        writers.get(places[place]).add(index);
      }
    }
    return writers.stream().map(RoaringBitmapWriter::get).toArray(RoaringBitmap[]::new);
  }

  /** Returns the objects of all parts. O(objects of the set). */
  public RoaringBitmap all() {
    IntOpenHashSet known = new IntOpenHashSet(numbers);
    RoaringBitmapWriter<RoaringBitmap> writer = RoaringBitmapWriter.writer().constantMemory().get();
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      if (known.contains(parts.get(index))) {
        writer.add(index);
      }
    }
    return writer.get();
  }

  /** Goes through a set depth first. */
  private static final class Search {
    private final HeapGraph graph;
    private final RoaringBitmap set;
    private final boolean[] held;
    private final Bits inSet;
    private final Bits isRoot;
    private final Bits refersToSelf;
    private final ReferenceCursor cursor;
    private final Progress progress;

    /** Holds 0 for what was not met, the index of what is under way, the part of what is done. */
    private final IntColumn index;

    private final IntColumn stack;
    private final IntColumn places;
    private final int end;
    private int depth;
    private int waiting;
    private int next = 1;
    private int part = FIRST;
    private long done;

    final IntArrayList numbers = new IntArrayList();
    final IntArrayList counts = new IntArrayList();
    final LongArrayList bytes = new LongArrayList();
    int selfReferring;

    Search(
        HeapGraph graph,
        Set<Strength> strengths,
        RoaringBitmap set,
        IntColumn index,
        IntColumn[] columns,
        Progress progress) {
      this.graph = graph;
      this.set = set;
      this.index = index;
      this.progress = progress;
      stack = columns[0];
      places = columns[1];
      end = graph.objectCount();
      waiting = end;
      inSet = Bits.of(set, end);
      isRoot = new Bits(end);
      refersToSelf = new Bits(end);
      cursor = graph.outgoing();
      held = new boolean[graph.classCount()];
      for (int c = 0; c < held.length; c++) {
        held[c] = !strengths.contains(graph.heapClass(c).referentStrength());
      }
    }

    Search run() {
      for (var it = set.getIntIterator(); it.hasNext(); ) {
        index.set(it.next(), 0);
      }
      for (var it = set.getIntIterator(); it.hasNext(); ) {
        int start = it.next();
        if (index.get(start) == 0) {
          visit(start);
        }
      }
      progress.report(null, 0, 0, "");
      return this;
    }

    private void visit(int start) {
      begin(start);
      int v = start;
      while (true) {
        int below = descend(v);
        if (below >= 0) {
          places.set(depth - 1L, cursor.place());
          begin(below);
          v = below;
          continue;
        }
        finish(v);
        if (depth == 0) {
          return;
        }
        int parent = stack.get(depth - 1L);
        lower(parent, index.get(v));
        cursor.resume(parent, places.get(depth - 1L));
        v = parent;
      }
    }

    private void begin(int v) {
      stack.set(depth++, v);
      isRoot.set(v);
      index.set(v, next++);
      cursor.moveTo(v);
    }

    /** Goes on in the row of an object; returns what to go down to, -1 at the end of the row. */
    private int descend(int v) {
      boolean skipsReferent = held[graph.classNumber(v)];
      for (int w = cursor.next(); w >= 0; w = cursor.next()) {
        if (!inSet.get(w) || skipsReferent && cursor.slot() == 0) {
          continue;
        }
        int there = index.get(w);
        if (there == 0) {
          return w;
        }
        if (w == v) {
          refersToSelf.set(v);
        }
        lower(v, there);
      }
      return -1;
    }

    private void lower(int v, int to) {
      if (to < index.get(v)) {
        index.set(v, to);
        isRoot.clear(v);
      }
    }

    private void finish(int v) {
      depth--;
      if (!isRoot.get(v)) {
        stack.set(--waiting, v);
        return;
      }
      int count = 1;
      long size = graph.shallowBytes(v);
      int least = index.get(v);
      while (waiting < end && least <= index.get(stack.get(waiting))) {
        int w = stack.get(waiting++);
        index.set(w, part);
        size += graph.shallowBytes(w);
        count++;
      }
      index.set(v, part);
      note(v, count, size);
      next -= count;
      part--;
    }

    private void note(int v, int count, long size) {
      if (count > 1) {
        numbers.add(part);
        counts.add(count);
        bytes.add(size);
      } else if (refersToSelf.get(v)) {
        selfReferring++;
      }
      long before = done;
      done += count;
      if (before / CHECK_EVERY != done / CHECK_EVERY) {
        Workers.checkInterrupt();
        progress.report("finding cycles", done, set.getLongCardinality(), "objects");
      }
    }
  }
}
