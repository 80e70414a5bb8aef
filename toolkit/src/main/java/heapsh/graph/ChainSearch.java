package heapsh.graph;

import java.util.Set;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds a shortest chain of references from some objects to one that is wanted, breadth first, and
 * stops there. The queue stands in columns, so a search over the whole heap takes no more of the
 * JVM's memory than a bit for each object.
 */
public final class ChainSearch {
  private static final int CHECK_EVERY = 1 << 12;
  private static final int[] NOTHING = {};

  private final HeapGraph graph;
  private final Way way;
  private final boolean[] held;
  private final ReferenceCursor cursor;
  private final ReferenceCursor outgoing;
  private final Bits visited;
  private final IntColumn queue;
  private final IntColumn holders;
  private int found;

  /** Says which way references are followed. */
  public enum Way {
    /** From an object to what it refers to. */
    REFERENTS,
    /** From an object to what refers to it. */
    REFERRERS
  }

  private ChainSearch(
      HeapGraph graph,
      Way way,
      Set<Strength> strengths,
      RoaringBitmap avoiding,
      IntColumn queue,
      IntColumn holders) {
    this.graph = graph;
    this.way = way;
    this.queue = queue;
    this.holders = holders;
    cursor = way == Way.REFERENTS ? graph.outgoing() : graph.incoming();
    outgoing = graph.outgoing();
    visited = Bits.of(avoiding, graph.objectCount());
    held = new boolean[graph.classCount()];
    for (int c = 0; c < held.length; c++) {
      held[c] = !strengths.contains(graph.heapClass(c).referentStrength());
    }
  }

  /**
   * Finds a chain. O(objects + references) when there is none; the classes of objects are not
   * followed.
   *
   * @param strengths the strengths of the references to follow
   * @param from where chains start; asked for first
   * @param avoiding objects that no chain may touch
   * @param maxDepth how many references a chain has at most
   * @param wanted tells the end of a chain; asked once for each object met, nearest first
   * @return the objects from the start to the end, empty when there is no chain
   */
  public static int[] find(
      HeapGraph graph,
      Way way,
      Set<Strength> strengths,
      RoaringBitmap from,
      RoaringBitmap avoiding,
      int maxDepth,
      IntPredicate wanted) {
    return graph.withColumns(
        2,
        columns ->
            new ChainSearch(graph, way, strengths, avoiding, columns[0], columns[1])
                .run(from, maxDepth, wanted));
  }

  private int[] run(RoaringBitmap from, int maxDepth, IntPredicate wanted) {
    for (var it = from.getIntIterator(); it.hasNext(); ) {
      enter(it.next(), PathTree.START);
    }
    int depth = 0;
    int levelEnd = found;
    for (int at = 0; at < found; at++) {
      if (at == levelEnd) {
        depth++;
        levelEnd = found;
      }
      if ((at & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      if (wanted.test(queue.get(at))) {
        return chain(at);
      }
      if (depth < maxDepth) {
        expand(at);
      }
    }
    return NOTHING;
  }

  private void expand(int at) {
    int index = queue.get(at);
    boolean skipsReferent = way == Way.REFERENTS && held[graph.classNumber(index)];
    cursor.moveTo(index);
    for (int other = cursor.next(); other >= 0; other = cursor.next()) {
      boolean follow =
          way == Way.REFERENTS
              ? !(skipsReferent && cursor.slot() == 0)
              : !held[graph.classNumber(other)] || holdsByField(other, index);
      if (follow) {
        enter(other, at);
      }
    }
  }

  /** Tells whether a Reference refers to an object by another field than its referent. */
  private boolean holdsByField(int reference, int index) {
    outgoing.moveTo(reference);
    for (int other = outgoing.next(); other >= 0; other = outgoing.next()) {
      if (other == index && outgoing.slot() != 0) {
        return true;
      }
    }
    return false;
  }

  private void enter(int index, int holder) {
    if (visited.add(index)) {
      queue.set(found, index);
      holders.set(found++, holder);
    }
  }

  private int[] chain(int end) {
    int length = 0;
    for (int at = end; at >= 0; at = holders.get(at)) {
      length++;
    }
    int[] chain = new int[length];
    for (int at = end; at >= 0; at = holders.get(at)) {
      chain[--length] = queue.get(at);
    }
    return chain;
  }
}
