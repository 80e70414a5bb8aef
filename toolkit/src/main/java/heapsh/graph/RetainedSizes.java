package heapsh.graph;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Computes the retained sizes of many sets in one search.
 *
 * <p>Every object has a bit for each set: whether the starts reach it without touching that set.
 * Bits spread along references, none into the set that it stands for, until nothing changes; an
 * object that lacks the bit of a set goes with that set. Most objects get all their bits at once,
 * and are looked at once; those behind members of a set are looked at again when a bit comes by a
 * longer way, at most once for each bit.
 *
 * <pre>
 *   start -&gt; a (of set 0) -&gt; x       a lacks bit 0, x too: both go with set 0
 *         -&gt; b (of set 1) -&gt; y       b and y go with set 1
 *                   a, b -&gt; z        z has both bits: it goes with neither alone
 * </pre>
 */
final class RetainedSizes {
  /** How many sets one search takes. */
  static final int MOST_SETS = 26;

  private static final int CHECK_EVERY = 1 << 10;
  private static final int CHUNK = 1 << 16;
  private static final int BITS = (1 << MOST_SETS) - 1;
  private static final int QUEUED = 1 << 31;

  private final HeapGraph graph;
  private final boolean[] held;
  private final int sets;

  /** For each object its bits, above them the number of its set and one, and whether it waits. */
  private final IntColumn states;

  /** The objects that wait, each once, as a ring. */
  private final IntColumn queue;

  private final int ring;
  private final int[] allowed;
  private final int[] classBits;
  private int head;
  private int waiting;

  private RetainedSizes(
      HeapGraph graph, boolean[] held, int sets, IntColumn states, IntColumn queue) {
    this.graph = graph;
    this.held = held;
    this.sets = sets;
    this.states = states;
    this.queue = queue;
    ring = graph.objectCount();
    classBits = new int[graph.classCount()];
    allowed = new int[1 << 31 - MOST_SETS];
    Arrays.fill(allowed, (1 << sets) - 1);
    for (int i = 0; i < sets; i++) {
      allowed[i + 1] &= ~(1 << i);
    }
  }

  /**
   * Returns what would be freed if all objects of a set went away, in bytes, for each of the sets.
   * O(objects + references) for as many as {@link #MOST_SETS} of them.
   *
   * @param held by class number, whether the referent of an instance is not followed
   * @param starts what is alive by itself
   * @param sets no two of which share an object
   */
  static long[] of(
      HeapGraph graph, boolean[] held, RoaringBitmap starts, List<RoaringBitmap> sets) {
    List<RoaringBitmap> none = Collections.nCopies(sets.size(), new RoaringBitmap());
    return of(graph, held, starts, sets, none);
  }

  /**
   * Returns what would be freed if all objects of a set went away and some starts were none any
   * more, for each of the sets.
   *
   * @param withdrawn for each set these starts: they stay where something else leads to them
   */
  static long[] of(
      HeapGraph graph,
      boolean[] held,
      RoaringBitmap starts,
      List<RoaringBitmap> sets,
      List<RoaringBitmap> withdrawn) {
    long[] bytes = new long[sets.size()];
    for (int from = 0; from < sets.size(); from += MOST_SETS) {
      int to = Math.min(sets.size(), from + MOST_SETS);
      List<RoaringBitmap> some = sets.subList(from, to);
      List<RoaringBitmap> without = withdrawn.subList(from, to);
      long[] found =
          graph.withColumns(
              2,
              columns ->
                  new RetainedSizes(graph, held, some.size(), columns[0], columns[1])
                      .run(starts, some, without));
      System.arraycopy(found, 0, bytes, from, found.length);
    }
    return bytes;
  }

  private long[] run(
      RoaringBitmap starts, List<RoaringBitmap> members, List<RoaringBitmap> withdrawn) {
    for (int i = 0; i < ring; i++) {
      states.set(i, 0);
    }
    for (int i = 0; i < sets; i++) {
      int state = i + 1 << MOST_SETS;
      members.get(i).forEach((IntConsumer) index -> states.set(index, state));
    }
    int all = (1 << sets) - 1;
    Int2IntOpenHashMap lacking = new Int2IntOpenHashMap();
    for (int i = 0; i < sets; i++) {
      int bit = 1 << i;
      withdrawn.get(i).forEach((IntConsumer) index -> lacking.put(index, lacking.get(index) | bit));
    }
    starts.forEach((IntConsumer) index -> give(index, all & ~lacking.get(index)));
    spread();
    return sum();
  }

  /** Spreads bits until none is new. */
  private void spread() {
    EdgeBlock block = new EdgeBlock(graph, states);
    for (long blocks = 0; waiting > 0; blocks++) {
      if ((blocks & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      int count = Math.min(EdgeBlock.SIZE, waiting);
      for (int k = 0; k < count; k++) {
        block.set(k, queue.get(head));
        head = head + 1 == ring ? 0 : head + 1;
      }
      waiting -= count;
      block.load(count);
      for (int k = 0; k < count; k++) {
        expand(block, k);
      }
    }
  }

  private void expand(EdgeBlock block, int k) {
    int index = block.index(k);
    int state = states.get(index) & ~QUEUED;
    states.set(index, state);
    int bits = state & BITS;
    int type = block.type(k);
    if ((bits & ~classBits[type]) != 0) {
      classBits[type] |= bits;
      int classObject = graph.heapClass(type).objectIndex();
      if (classObject >= 0) {
        give(classObject, bits);
      }
    }
    boolean skipsReferent = held[type];
    ReferenceCursor cursor = block.cursor(k);
    for (int other = block.first(k); other >= 0; other = cursor.next()) {
      if (!skipsReferent || cursor.slot() != 0) {
        give(other, bits);
      }
    }
  }

  private void give(int index, int bits) {
    int state = states.get(index);
    int fresh = bits & allowed[state >>> MOST_SETS & allowed.length - 1] & ~state;
    if (fresh != 0) {
      states.set(index, state | fresh | QUEUED);
      if (state >= 0) {
        int tail = head + waiting++;
        queue.set(tail >= ring || tail < 0 ? tail - ring : tail, index);
      }
    }
  }

  /** Adds up what lacks the bit of each set; of unreachable objects only the sets' own. */
  private long[] sum() {
    long[] bytes = new long[sets];
    int all = (1 << sets) - 1;
    Workers.forRange(
        ring,
        CHUNK,
        () ->
            (from, to) -> {
              long[] part = new long[sets];
              for (int i = (int) from; i < to; i++) {
                int missing = ~states.get(i) & all;
                if (missing != 0) {
                  count(i, missing, part);
                }
              }
              synchronized (bytes) {
                for (int k = 0; k < sets; k++) {
                  bytes[k] += part[k];
                }
              }
            });
    return bytes;
  }

  private void count(int index, int missing, long[] part) {
    long shallow = graph.shallowBytes(index);
    if (!graph.isReachable(index)) {
      int own = states.get(index) >>> MOST_SETS & allowed.length - 1;
      if (own > 0) {
        part[own - 1] += shallow;
      }
      return;
    }
    for (int left = missing; left != 0; left &= left - 1) {
      part[Integer.numberOfTrailingZeros(left)] += shallow;
    }
  }
}
