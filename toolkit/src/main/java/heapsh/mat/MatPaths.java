package heapsh.mat;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import java.util.Arrays;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Searches shortest paths breadth first over the seam. MAT itself finds paths of one object after
 * another, and has no tree of all. Immutable once searched.
 */
final class MatPaths implements PathTree {
  private static final int CHECK_EVERY = 1 << 16;

  private final HeapGraph graph;
  private final Set<Strength> strengths;
  private final int[] order;
  private final int[] holders;
  private final int[] places;
  private int size;

  private MatPaths(HeapGraph graph, Set<Strength> strengths) {
    this.graph = graph;
    this.strengths = strengths;
    order = new int[graph.objectCount()];
    holders = new int[graph.objectCount()];
    places = new int[graph.objectCount()];
    Arrays.fill(places, NONE);
  }

  static MatPaths search(
      HeapGraph graph, Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding) {
    MatPaths paths = new MatPaths(graph, strengths);
    if (from == null) {
      graph.roots().all().forEach(root -> paths.enter(root.index(), START, avoiding));
    } else {
      from.forEach((int start) -> paths.enter(start, START, avoiding));
    }
    paths.run(avoiding);
    return paths;
  }

  private void run(RoaringBitmap avoiding) {
    ReferenceCursor outgoing = graph.outgoing();
    for (int k = 0; k < size; k++) {
      if ((k & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      expand(k, outgoing, avoiding);
    }
  }

  private void expand(int holder, ReferenceCursor outgoing, RoaringBitmap avoiding) {
    int index = order[holder];
    int classObject = graph.classObject(index);
    if (classObject >= 0) {
      enter(classObject, holder, avoiding);
    }
    Strength referent = graph.heapClass(graph.classNumber(index)).referentStrength();
    boolean skipsReferent = referent != Strength.STRONG && !strengths.contains(referent);
    outgoing.moveTo(index);
    for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
      if (!skipsReferent || outgoing.slot() != 0) {
        enter(target, holder, avoiding);
      }
    }
  }

  private void enter(int index, int holder, RoaringBitmap avoiding) {
    if (places[index] == NONE && !avoiding.contains(index)) {
      places[index] = size;
      holders[size] = holder;
      order[size++] = index;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int at(int k) {
    return order[k];
  }

  @Override
  public int holder(int k) {
    return holders[k];
  }

  @Override
  public int orderOf(int index) {
    return places[index];
  }
}
