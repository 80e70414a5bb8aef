package heapsh.graph;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Set;

/**
 * Searches an object graph breadth first: shortest paths, and what is reachable. The queue is a column and stays as the order of
 * discovery, so the search needs no heap but a bit for each object.
 */
final class BreadthFirst {
  private static final int CHECK_EVERY = 1 << 16;

  private final ObjectColumns columns;
  private final ClassFacts facts;
  private final boolean[] follows = new boolean[Strength.values().length];
  private final IntColumn order;
  private IntColumn parents;
  private final boolean[] classesDone;
  private final IntArrayList heldReferences = new IntArrayList();
  private final Progress progress;
  private final Bits visited;
  private long found;

  /**
   * Prepares a search.
   *
   * @param parents where shortest-path parents go, filled with {@link PathTree#NONE}; null for none
   * @param visited objects that the search must not enter are set; those that it enters get set
   */
  BreadthFirst(
      ObjectColumns columns,
      ClassFacts facts,
      Set<Strength> strengths,
      IntColumn order,
      IntColumn parents,
      Bits visited,
      Progress progress) {
    this.columns = columns;
    this.facts = facts;
    this.order = order;
    this.parents = parents;
    this.visited = visited;
    this.progress = progress;
    classesDone = new boolean[facts.count()];
    strengths.forEach(strength -> follows[strength.ordinal()] = true);
  }

  /** Adds a start, unless it was entered before. */
  void start(int index) {
    enter(index, PathTree.START);
  }

  /** Enters all that the starts reach; returns how many objects are entered so far. */
  long run(long from) {
    long at = from;
    while (at < found) {
      if ((at & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("following references", at, facts.objects(), "objects");
      }
      expand(order.get(at++));
    }
    return found;
  }

  /** Makes what is entered from now on have no parent. */
  void stopNotingParents() {
    parents = null;
  }

  int objects() {
    return facts.objects();
  }

  /** Returns the references met whose referents were not followed. */
  IntArrayList heldReferences() {
    return heldReferences;
  }

  private void expand(int index) {
    int type = columns.classes().get(index);
    Rows rows = columns.rows();
    long next = rows.starts.get(index);
    if (next != 0) {
      Strength strength = facts.strength(type);
      if (strength != Strength.STRONG && !follows[strength.ordinal()]) {
        heldReferences.add(index);
        if (Rows.isLast(rows.edges.get(next++))) {
          next = 0;
        }
      }
    }
    while (next != 0) {
      int edge = rows.edges.get(next);
      next = Rows.isLast(edge) ? 0 : next + 1;
      int target = Rows.target(edge);
      if (target != Rows.NULL) {
        enter(target, index);
      }
    }
    if (!classesDone[type]) {
      classesDone[type] = true;
      int classObject = facts.classObject(type);
      if (classObject >= 0) {
        enter(classObject, index);
      }
    }
  }

  private void enter(int index, int parent) {
    if (visited.add(index)) {
      order.set(found++, index);
      if (parents != null) {
        parents.set(index, parent);
      }
    }
  }
}
