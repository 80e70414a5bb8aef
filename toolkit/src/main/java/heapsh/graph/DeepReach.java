package heapsh.graph;

import java.util.BitSet;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Adds up what objects reach, start by start, each object once: what an earlier start has reached
 * is not counted again. Breadth first; the queue stands in a column. Belongs to one thread.
 */
public final class DeepReach {
  private static final int CHECK_EVERY = 1 << 8;

  private final HeapGraph graph;
  private final boolean[] held;
  private final BitSet closed;
  private final Bits met;
  private final Bits closedMet;
  private final IntColumn queue;
  private final EdgeBlock block;
  private int found;
  private int closedCount;

  private DeepReach(
      HeapGraph graph,
      Set<Strength> strengths,
      BitSet closed,
      RoaringBitmap excluded,
      IntColumn queue) {
    this.graph = graph;
    this.closed = closed;
    this.queue = queue;
    met = Bits.of(excluded, graph.objectCount());
    closedMet = new Bits(graph.objectCount());
    held = new boolean[graph.classCount()];
    for (int c = 0; c < held.length; c++) {
      held[c] = !strengths.contains(graph.heapClass(c).referentStrength());
    }
    block = new EdgeBlock(graph, null);
  }

  /**
   * Runs work that adds up.
   *
   * @param strengths the strengths of the references to follow
   * @param closed the numbers of the classes whose objects are not entered, but as starts
   * @param excluded objects that do not count
   */
  public static <T> T with(
      HeapGraph graph,
      Set<Strength> strengths,
      BitSet closed,
      RoaringBitmap excluded,
      Function<DeepReach, T> work) {
    return graph.withColumns(
        1, columns -> work.apply(new DeepReach(graph, strengths, closed, excluded, columns[0])));
  }

  /** Tells whether an object counts no more: it did, it is excluded, or its class is closed. */
  public boolean isDone(int index) {
    return met.get(index) || isClosed(index);
  }

  private boolean isClosed(int index) {
    boolean isClosed = closed.get(graph.classNumber(index));
    if (isClosed && closedMet.add(index)) {
      closedCount++;
    }
    return isClosed;
  }

  /** Counts one object and nothing that it refers to; returns its bytes, 0 if it counted before. */
  public long takeAlone(int index) {
    if (!met.add(index)) {
      return 0;
    }
    queue.set(found++, index);
    return graph.shallowBytes(index);
  }

  /**
   * Counts an object and what it reaches over so many references.
   *
   * @return the bytes of what did not count before
   */
  public long take(int start, int depth) {
    int from = found;
    long bytes = takeAlone(start);
    return found == from ? 0 : bytes + follow(from, depth);
  }

  /** Counts what an object that counts already reaches over so many references. */
  public long takeReferents(int index, int depth) {
    int from = found;
    return depth < 1 ? 0 : expandOne(index) + follow(from, depth - 1);
  }

  private long expandOne(int index) {
    block.set(0, index);
    block.load(1);
    return expand(0);
  }

  private long follow(int from, int depth) {
    long bytes = 0;
    int left = depth;
    int levelEnd = found;
    int at = from;
    for (int blocks = 0; at < found; blocks++) {
      if (at == levelEnd) {
        left--;
        levelEnd = found;
      }
      if (left == 0) {
        return bytes;
      }
      if ((blocks & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      int count = Math.min(EdgeBlock.SIZE, levelEnd - at);
      for (int k = 0; k < count; k++) {
        block.set(k, queue.get(at + k));
      }
      block.load(count);
      for (int k = 0; k < count; k++) {
        bytes += expand(k);
      }
      at += count;
    }
    return bytes;
  }

  private long expand(int k) {
    long bytes = 0;
    boolean skipsReferent = held[block.type(k)];
    ReferenceCursor cursor = block.cursor(k);
    for (int other = block.first(k); other >= 0; other = cursor.next()) {
      if (!(skipsReferent && cursor.slot() == 0) && !met.get(other) && !isClosed(other)) {
        bytes += takeAlone(other);
      }
    }
    return bytes;
  }

  /** Returns how many objects count so far. */
  public int count() {
    return found;
  }

  /** Returns how many objects of closed classes were met and not entered. */
  public int closedCount() {
    return closedCount;
  }

  /** Returns the objects that count, O(objects). */
  public RoaringBitmap objects() {
    Bits objects = new Bits(graph.objectCount());
    for (int k = 0; k < found; k++) {
      objects.set(queue.get(k));
    }
    return objects.toBitmap();
  }
}
