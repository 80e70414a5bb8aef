package heapsh;

import heapsh.graph.DominatorChildren;
import heapsh.graph.DominatorTree;
import heapsh.graph.Workers;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;
import java.util.Arrays;
import java.util.BitSet;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds branches of the dominator tree that stand side by side, each named by its top object: what
 * one object dominates, or what nothing in a set dominates. Immutable and thread-safe.
 */
final class Branches {
  private static final int CHECK_EVERY = 1 << 16;

  /** A page asks for some, its picture for some more. */
  private static final int LEAST_SEARCHED = 64;

  private final DominatorTree tree;
  private final DominatorChildren children;
  private final int parent;
  private final RoaringBitmap tops;
  private final int count;
  private final long bytes;
  private volatile int[] first;

  private Branches(DominatorTree tree, DominatorChildren children, int parent, RoaringBitmap tops) {
    this.tree = tree;
    this.children = children;
    this.parent = parent;
    this.tops = tops;
    int n = 0;
    long sum = 0;
    Cursor all = cursor();
    for (int i = all.next(); i >= 0; i = all.next()) {
      n++;
      sum += tree.retainedBytes(i);
    }
    count = n;
    bytes = sum;
  }

  /** Takes what {@code parent} dominates immediately; O(these). */
  static Branches below(DominatorTree tree, DominatorChildren children, int parent) {
    return new Branches(tree, children, parent, null);
  }

  /** Takes those objects of a set that no other one of the set dominates; O(objects). */
  static Branches of(DominatorTree tree, DominatorChildren children, RoaringBitmap set) {
    return new Branches(tree, children, DominatorTree.NONE, tops(tree, set));
  }

  /**
   * Finds the objects with no dominator in the set. The way up from an object ends where an earlier
   * one has gone, so all ways together take no more steps than there are objects in the heap.
   */
  private static RoaringBitmap tops(DominatorTree tree, RoaringBitmap set) {
    RoaringBitmap tops = new RoaringBitmap();
    BitSet below = new BitSet();
    BitSet clear = new BitSet();
    PeekableIntIterator objects = set.getIntIterator();
    for (int k = 0; objects.hasNext(); k++) {
      if ((k & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      int index = objects.next();
      int start = tree.dominator(index);
      int end = start;
      while (end >= 0 && !set.contains(end) && !below.get(end) && !clear.get(end)) {
        end = tree.dominator(end);
      }
      boolean isBelow = end >= 0 && !clear.get(end);
      BitSet known = isBelow ? below : clear;
      for (int at = start; at != end; at = tree.dominator(at)) {
        known.set(at);
      }
      if (!isBelow) {
        tops.add(index);
      }
    }
    return tops;
  }

  /** Goes over the objects that branches are named by. */
  private static final class Cursor {
    private final DominatorChildren children;
    private final PeekableIntIterator tops;
    private int next;

    Cursor(Branches branches) {
      children = branches.children;
      tops = branches.tops == null ? null : branches.tops.getIntIterator();
      next = tops == null ? children.first(branches.parent) : -1;
    }

    /** Returns the next object or -1. */
    int next() {
      if (tops != null) {
        return tops.hasNext() ? tops.next() : -1;
      }
      int index = next;
      next = index < 0 ? -1 : children.next(index);
      return index;
    }
  }

  private Cursor cursor() {
    return new Cursor(this);
  }

  /** Returns how many branches there are. */
  int count() {
    return count;
  }

  /** Returns what all of them retain together. */
  long bytes() {
    return bytes;
  }

  /** Returns the objects that the branches are named by. O(branches). */
  RoaringBitmap objects() {
    if (tops != null) {
      return tops;
    }
    RoaringBitmap objects = new RoaringBitmap();
    Cursor all = cursor();
    for (int i = all.next(); i >= 0; i = all.next()) {
      objects.add(i);
    }
    return objects;
  }

  /**
   * Returns the {@code k} objects that retain the most, the largest first, those of one size by
   * address; all when there are fewer. O(branches log k), and what was found before is kept.
   */
  int[] largest(int k) {
    int[] known = first;
    if (known == null || known.length < Math.min(k, count)) {
      known = searched(Math.max(k, LEAST_SEARCHED));
      first = known;
    }
    return Arrays.copyOf(known, Math.min(k, known.length));
  }

  private int[] searched(int k) {
    IntHeapPriorityQueue best = new IntHeapPriorityQueue((a, b) -> compare(b, a));
    Cursor all = cursor();
    for (int i = all.next(); i >= 0; i = all.next()) {
      if (best.size() < k) {
        best.enqueue(i);
      } else if (k > 0 && compare(i, best.firstInt()) < 0) {
        best.dequeueInt();
        best.enqueue(i);
      }
    }
    int[] found = new int[best.size()];
    for (int place = found.length - 1; place >= 0; place--) {
      found[place] = best.dequeueInt();
    }
    return found;
  }

  /** Returns all of them, in the order of {@link #largest}. O(branches log branches). */
  int[] sorted() {
    int[] found = new int[count];
    Cursor all = cursor();
    for (int k = 0; k < count; k++) {
      found[k] = all.next();
    }
    IntArrays.quickSort(found, this::compare);
    return found;
  }

  private int compare(int a, int b) {
    int order = Long.compare(tree.retainedBytes(b), tree.retainedBytes(a));
    return order != 0 ? order : Integer.compare(a, b);
  }
}
