package heapsh;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds what a heap is compared with. Immutable.
 *
 * @param name what heap it was taken of
 * @param time when that was dumped
 * @param objects the objects that are marked, null when they are of another heap
 * @param reachable the numbers of what was reachable, by class
 * @param unreachable the numbers of what was not
 */
record Reference(
    String name, Instant time, RoaringBitmap objects, Stat reachable, Stat unreachable) {
  /** Takes the marked part of a heap. */
  static Reference of(Heap heap, ObjectSet marked) {
    ObjectSet reached = heap.reachable();
    return new Reference(
        heap.fileName(),
        heap.graph().info().time(),
        marked.bitmap(),
        reached.and(marked).byClass().stat(),
        marked.minus(reached).byClass().stat());
  }

  /** Takes a whole heap, whatever its own reference. */
  static Reference of(Heap heap) {
    return of(heap, heap.all());
  }

  /** Returns the numbers alone, to be compared with another heap. */
  Reference ofAnotherHeap() {
    return new Reference(name, time, null, reachable, unreachable);
  }
}
