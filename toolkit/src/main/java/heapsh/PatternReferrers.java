package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import heapsh.jdk.Relations;
import java.util.BitSet;
import java.util.EnumSet;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Finds what refers to a set. Interruptible. */
final class PatternReferrers {
  private final Heap heap;
  private final PatternQuery query;

  PatternReferrers(Heap heap, PatternQuery query) {
    this.heap = heap;
    this.query = query;
  }

  /** Returns the referrers, or immediate dominators, that the query asks for. O(referrers of the set). */
  RoaringBitmap of(RoaringBitmap set) {
    RoaringBitmap referrers = referrers(set);
    return query.imdom() && !referrers.isEmpty() ? nearest(referrers) : referrers;
  }

  private RoaringBitmap referrers(RoaringBitmap set) {
    BitSet found = new BitSet(heap.graph().objectCount());
    Relations.Cursor cursor = heap.jdk().relations().cursor(query.raw());
    int k = 0;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if ((++k & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      int count = cursor.moveToReferrers(it.next());
      for (int i = 0; i < count; i++) {
        found.set(cursor.referrer(i));
      }
    }
    return BitSetUtil.bitmapOf(found);
  }

  /** Tells whether anything refers to the set; stops at the first referrer. */
  boolean any(RoaringBitmap set) {
    Relations.Cursor cursor = heap.jdk().relations().cursor(query.raw());
    int k = 0;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if ((++k & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      if (cursor.moveToReferrers(it.next()) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns those that the roots reach by a path on which no other of them stands. O(objects + references): a search
   * that avoids them all; who is referred to by what it reached, or is a root, is one.
   */
  private RoaringBitmap nearest(RoaringBitmap referrers) {
    HeapGraph graph = heap.graph();
    PathTree free = graph.paths(EnumSet.allOf(Strength.class), null, referrers);
    ReferenceCursor incoming = graph.incoming();
    BitSet found = new BitSet();
    for (var it = referrers.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      if (graph.roots().isRoot(index) || isReached(incoming, index, free)) {
        found.set(index);
      }
    }
    return BitSetUtil.bitmapOf(found);
  }

  private static boolean isReached(ReferenceCursor incoming, int index, PathTree free) {
    incoming.moveTo(index);
    for (int holder = incoming.next(); holder >= 0; holder = incoming.next()) {
      if (free.reaches(holder)) {
        return true;
      }
    }
    return false;
  }
}
