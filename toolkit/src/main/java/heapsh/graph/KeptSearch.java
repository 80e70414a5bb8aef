package heapsh.graph;

import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Searches what stays alive when some references are cut and some objects gone. Breadth first, over
 * any engine's graph; what needs no such filter takes the engine's own search, which is faster.
 */
final class KeptSearch {
  private static final int CHECK_EVERY = 1 << 10;

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
    EdgeBlock block = new EdgeBlock(graph, null);
    int at = 0;
    for (int blocks = 0; at < found; blocks++) {
      if ((blocks & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      int count = Math.min(EdgeBlock.SIZE, found - at);
      for (int k = 0; k < count; k++) {
        block.set(k, queue.get(at + k));
      }
      block.load(count);
      for (int k = 0; k < count; k++) {
        expand(block, k);
      }
      at += count;
    }
    RoaringBitmap reached = visited.toBitmap();
    reached.andNot(closed);
    return reached;
  }

  private void expand(EdgeBlock block, int k) {
    int type = block.type(k);
    if (!classesDone[type]) {
      classesDone[type] = true;
      int classObject = graph.heapClass(type).objectIndex();
      if (classObject >= 0) {
        enter(classObject);
      }
    }
    ReferenceCursor cursor = block.cursor(k);
    BitSet slots = cut.slots(type, block.index(k));
    if (slots == null && !held[type]) {
      for (int other = block.first(k); other >= 0; other = cursor.next()) {
        enter(other);
      }
      return;
    }
    for (int other = block.first(k); other >= 0; other = cursor.next()) {
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
