package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.graph.GcRoots;
import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import heapsh.jdk.Containers;
import java.util.BitSet;
import java.util.EnumSet;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds the objects one step away from a set. Each operation costs O(objects of the set + their
 * references).
 */
final class Neighbours {
  private final Heap heap;
  private final HeapGraph graph;
  private final RoaringBitmap set;

  Neighbours(Heap heap, RoaringBitmap set) {
    this.heap = heap;
    graph = heap.graph();
    this.set = set;
  }

  RoaringBitmap referrers() {
    return over(graph.incoming());
  }

  RoaringBitmap referents() {
    return over(graph.outgoing());
  }

  private RoaringBitmap over(ReferenceCursor cursor) {
    BitSet found = new BitSet(graph.objectCount());
    Scan.run(
        set,
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            cursor.moveTo(objects[k]);
            for (int other = cursor.next(); other >= 0; other = cursor.next()) {
              found.set(other);
            }
          }
        });
    return BitSetUtil.bitmapOf(found);
  }

  RoaringBitmap immediateDominators() {
    DominatorTree dominators = heap.retention().dominators();
    BitSet found = new BitSet(graph.objectCount());
    Scan.run(
        set,
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            int dominator = dominators.dominator(objects[k]);
            if (dominator >= 0) {
              found.set(dominator);
            }
          }
        });
    return BitSetUtil.bitmapOf(found);
  }

  RoaringBitmap owners(Containers containers) {
    BitSet found = new BitSet(graph.objectCount());
    Scan.run(
        set,
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            int owner = containers.owner(objects[k]);
            if (owner != Containers.NO_OWNER) {
              found.set(owner);
            }
          }
        });
    return BitSetUtil.bitmapOf(found);
  }

  /** Returns the referrers that a path from the roots reaches without touching another referrer. */
  RoaringBitmap outermostReferrers() {
    RoaringBitmap referrers = referrers();
    PathTree around = graph.paths(EnumSet.allOf(Strength.class), null, referrers);
    GcRoots roots = graph.roots();
    BitSet classesReached = classesReached(around);
    ReferenceCursor incoming = graph.incoming();
    return Scans.filter(
        referrers,
        () ->
            index ->
                roots.isRoot(index)
                    || isReachedClass(index, classesReached)
                    || hasReachedReferrer(incoming, around, index));
  }

  private static boolean hasReachedReferrer(ReferenceCursor incoming, PathTree around, int index) {
    incoming.moveTo(index);
    for (int other = incoming.next(); other >= 0; other = incoming.next()) {
      if (around.reaches(other)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReachedClass(int index, BitSet classesReached) {
    int represented = graph.representedClass(index);
    return represented >= 0 && classesReached.get(represented);
  }

  /**
   * Returns the classes of what was reached: every object refers to its class, which cursors leave
   * out.
   */
  private BitSet classesReached(PathTree around) {
    BitSet classes = new BitSet(graph.classCount());
    for (int k = 0; k < around.size(); k++) {
      if (k % Scan.CHUNK == 0) {
        Workers.checkInterrupt();
      }
      classes.set(graph.classNumber(around.at(k)));
    }
    return classes;
  }
}
