package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import heapsh.jdk.Containers;
import heapsh.jdk.Form;
import heapsh.jdk.JavaStrings;
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

  /**
   * Returns the referrers, or immediate dominators, that the query asks for. O(referrers of the
   * set).
   */
  RoaringBitmap of(RoaringBitmap set) {
    RoaringBitmap referrers = referrers(set);
    if (query.within() != null) {
      referrers.and(query.within());
    }
    return query.imdom() && !referrers.isEmpty() ? nearest(referrers) : referrers;
  }

  /** Returns what references of any strength reach from a set. O(objects + references). */
  static RoaringBitmap reachedFrom(ObjectSet source) {
    PathTree tree =
        source
            .heap()
            .graph()
            .paths(EnumSet.allOf(Strength.class), source.bitmap(), new RoaringBitmap());
    BitSet reached = new BitSet();
    for (int k = 0; k < tree.size(); k++) {
      reached.set(tree.at(k));
    }
    return BitSetUtil.bitmapOf(reached);
  }

  private RoaringBitmap referrers(RoaringBitmap set) {
    RoaringBitmap all = new RoaringBitmap();
    for (Collector part : Scan.over(set, Collector::new)) {
      all.or(BitSetUtil.bitmapOf(part.found));
    }
    return all;
  }

  /**
   * Collects the referrers of the objects of one thread. The JDK's containers need a closer look;
   * where neither an object nor what refers to it is one, or inside of one, the references of the
   * dump are the logical ones.
   */
  private final class Collector implements Scan.Kernel {
    private final HeapGraph graph = heap.graph();
    private final Relations.Cursor logical = heap.jdk().relations().cursor(query.raw());
    private final Containers containers = heap.jdk().containers();
    private final JavaStrings strings = heap.jdk().strings();
    private final ReferenceCursor incoming = graph.incoming();
    private final BitSet found = new BitSet(graph.objectCount());

    @Override
    public void take(int[] objects, int n, int position) {
      for (int k = 0; k < n; k++) {
        if (!isPlain(objects[k]) || !collectPlain(objects[k])) {
          collect(objects[k]);
        }
      }
    }

    private void collect(int index) {
      int count = logical.moveToReferrers(index);
      for (int i = 0; i < count; i++) {
        found.set(logical.referrer(i));
      }
    }

    /** Collects referrers as long as they are plain; false when one is not. */
    private boolean collectPlain(int index) {
      incoming.moveTo(index);
      for (int holder = incoming.next(); holder >= 0; holder = incoming.next()) {
        if (!query.raw() && !isPlainHolder(holder)) {
          return false;
        }
        found.set(holder);
      }
      return true;
    }

    private boolean isPlain(int index) {
      if (query.raw()) {
        return true;
      }
      int owner = containers.owner(index);
      return owner < 0 ? isPlainClass(index) : strings.isString(owner);
    }

    private boolean isPlainHolder(int index) {
      return isPlainClass(index) && containers.owner(index) < 0;
    }

    private boolean isPlainClass(int index) {
      return containers.form(graph.classNumber(index)) == Form.NONE;
    }
  }

  /** Tells whether any object refers to the set; stops at the first that does. */
  boolean any(RoaringBitmap set) {
    ReferenceCursor incoming = heap.graph().incoming();
    int k = 0;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if ((++k & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      incoming.moveTo(it.next());
      if (incoming.next() >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns those that the roots reach by a path on which no other of them stands. O(objects +
   * references): a search that avoids them all; who is referred to by what it reached, or is a
   * root, is one.
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
