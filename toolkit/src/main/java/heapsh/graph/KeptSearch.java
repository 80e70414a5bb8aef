package heapsh.graph;

import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Searches what stays alive when some references are cut and some objects gone. Breadth first, over
 * any engine's graph; what needs no such filter takes the engine's own search, which is faster.
 */
final class KeptSearch {
  private static final int CHECK_EVERY = 1 << 16;

  private final HeapGraph graph;
  private final boolean[] held;
  private final ReferenceCut cut;
  private final IntColumn queue;
  private final Bits visited;
  private final boolean[] classesDone;
  private int found;

  /**
   * Prepares a search.
   *
   * @param held by class number, whether the referent of an instance is not followed
   * @param avoiding objects that the search must not enter
   * @param queue room for all objects
   */
  private KeptSearch(
      HeapGraph graph, boolean[] held, ReferenceCut cut, RoaringBitmap avoiding, IntColumn queue) {
    this.graph = graph;
    this.held = held;
    this.cut = cut;
    this.queue = queue;
    visited = Bits.of(avoiding, graph.objectCount());
    classesDone = new boolean[graph.classCount()];
  }

  /** Returns what the starts reach, themselves included. O(objects + references). */
  static RoaringBitmap reached(
      HeapGraph graph,
      boolean[] held,
      ReferenceCut cut,
      RoaringBitmap starts,
      RoaringBitmap avoiding) {
    return graph.withColumns(
        1, columns -> new KeptSearch(graph, held, cut, avoiding, columns[0]).run(starts, avoiding));
  }

  private RoaringBitmap run(RoaringBitmap starts, RoaringBitmap avoiding) {
    starts.forEach((org.roaringbitmap.IntConsumer) this::enter);
    // What nothing may lead to counts as entered once the starts are in.
    RoaringBitmap closed = RoaringBitmap.andNot(cut.targets(), starts);
    closed.forEach((org.roaringbitmap.IntConsumer) visited::set);
    closed.or(avoiding);
    ReferenceCursor cursor = graph.outgoing();
    for (int at = 0; at < found; at++) {
      if ((at & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      expand(queue.get(at), cursor);
    }
    RoaringBitmap reached = visited.toBitmap();
    reached.andNot(closed);
    return reached;
  }

  private void expand(int index, ReferenceCursor cursor) {
    int type = graph.classNumber(index);
    if (!classesDone[type]) {
      classesDone[type] = true;
      int classObject = graph.classObject(index);
      if (classObject >= 0) {
        enter(classObject);
      }
    }
    cursor.moveTo(index);
    BitSet slots = cut.slots(type, index);
    if (slots == null && !held[type]) {
      for (int other = cursor.next(); other >= 0; other = cursor.next()) {
        enter(other);
      }
      return;
    }
    for (int other = cursor.next(); other >= 0; other = cursor.next()) {
      int slot = cursor.slot();
      boolean isCut = slots != null && slots.get(slot) || held[type] && slot == 0;
      if (!isCut) {
        enter(other);
      }
    }
  }

  private void enter(int index) {
    if (visited.add(index)) {
      queue.set(found++, index);
    }
  }
}
