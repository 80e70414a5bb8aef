package heapsh;

import org.roaringbitmap.RoaringBitmap;

/** A set of objects: skeleton. */
public final class ObjectSet {
  private final Heap heap;
  private final RoaringBitmap objects;

  ObjectSet(Heap heap, RoaringBitmap objects) {
    this.heap = heap;
    this.objects = objects;
  }

  Heap heap() {
    return heap;
  }

  /** Gives the indexes; must not be changed. */
  RoaringBitmap bitmap() {
    return objects;
  }

  /** Returns the number of objects. */
  public int count() {
    return objects.getCardinality();
  }
}
