package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds by which references objects can be reached that a search did not reach. Looks only at those
 * objects and what leads to them outside of what the search reached: what is held weakly is a small
 * part of a heap, and another search of all of it would cost far more. O(references of that part).
 */
final class WeakReach {
  private final HeapGraph graph;
  private final PathTree reached;
  private final ReferenceCursor incoming;
  private final ReferenceCursor outgoing;
  private final RoaringBitmap part = new RoaringBitmap();
  private final RoaringBitmap found = new RoaringBitmap();

  /** Collects the part around these objects. */
  WeakReach(HeapGraph graph, PathTree reached, RoaringBitmap objects) {
    this.graph = graph;
    this.reached = reached;
    incoming = graph.incoming();
    outgoing = graph.outgoing();
    part.or(objects);
    IntArrayList next = new IntArrayList(objects.toArray());
    while (!next.isEmpty()) {
      incoming.moveTo(next.popInt());
      for (int holder = incoming.next(); holder >= 0; holder = incoming.next()) {
        if (!reached.reaches(holder) && part.checkedAdd(holder)) {
          next.push(holder);
        }
      }
    }
  }

  /** Returns the objects that references of these strengths reach, from what was reached before. */
  RoaringBitmap over(Set<Strength> strengths) {
    IntArrayList next = new IntArrayList();
    for (var it = part.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      if (found.contains(index) || isEntry(index, strengths)) {
        found.add(index);
        next.push(index);
      }
    }
    int k = 0;
    while (!next.isEmpty()) {
      if ((++k & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      int holder = next.popInt();
      outgoing.moveTo(holder);
      for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
        boolean follows = strengths.contains(strength(holder));
        if (follows && part.contains(target) && found.checkedAdd(target)) {
          next.push(target);
        }
      }
    }
    return found;
  }

  private boolean isEntry(int index, Set<Strength> strengths) {
    if (graph.roots().isRoot(index)) {
      return true;
    }
    incoming.moveTo(index);
    for (int holder = incoming.next(); holder >= 0; holder = incoming.next()) {
      if (reached.reaches(holder) && refersTo(holder, index, strengths)) {
        return true;
      }
    }
    return false;
  }

  private boolean refersTo(int holder, int index, Set<Strength> strengths) {
    outgoing.moveTo(holder);
    for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
      if (target == index && strengths.contains(strength(holder))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the strength of the reference that the cursor gave last. */
  private Strength strength(int holder) {
    return outgoing.slot() == 0
        ? graph.heapClass(graph.classNumber(holder)).referentStrength()
        : Strength.STRONG;
  }
}
