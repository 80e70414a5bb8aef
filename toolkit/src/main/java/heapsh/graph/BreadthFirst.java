package heapsh.graph;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Set;

/**
 * Searches an object graph breadth first: shortest paths, and what is reachable. The queue is a
 * column and stays as the order of discovery, so the search needs no heap but a bit for each
 * object.
 */
final class BreadthFirst {
  private static final int CHECK_EVERY = 1 << 16;
  private static final int BLOCK = 64;

  private final ObjectColumns columns;
  private final ClassFacts facts;
  private final boolean[] follows = new boolean[Strength.values().length];
  private final IntColumn order;
  private final IntColumn holders;
  private final boolean[] classesDone;
  private final IntArrayList heldReferences = new IntArrayList();
  private final Progress progress;
  private final Bits visited;
  private final int[] indexes = new int[BLOCK];
  private final long[] rows = new long[BLOCK];
  private long found;
  private long nextCheck;
  private boolean anyStart;
  private boolean classesEntered;

  /** Keeps the loads of {@link #fetch} from being optimised away. */
  int sink;

  /**
   * Prepares a search.
   *
   * @param order where what is entered goes, one place longer than there are objects
   * @param holders where the parent of each goes, in the same order and of the same length; null
   *     for nowhere
   * @param visited objects that the search must not enter are set; those that it enters get set
   */
  BreadthFirst(
      ObjectColumns columns,
      ClassFacts facts,
      Set<Strength> strengths,
      IntColumn order,
      IntColumn holders,
      Bits visited,
      Progress progress) {
    this.columns = columns;
    this.facts = facts;
    this.order = order;
    this.holders = holders;
    this.visited = visited;
    this.progress = progress;
    classesDone = new boolean[facts.count()];
    strengths.forEach(strength -> follows[strength.ordinal()] = true);
  }

  /** Adds a GC root, or what is entered after all roots, unless it was entered before. */
  void startAtRoot(int index) {
    enter(index, PathTree.START);
  }

  /**
   * Adds any start, unless it was entered before. Without the roots, the classes of all objects
   * must be looked at.
   */
  void start(int index) {
    anyStart = true;
    enter(index, PathTree.START);
  }

  /** Enters all that the starts reach; returns how many objects are entered so far. */
  long run(long from) {
    long at = from;
    while (at < found) {
      if (at >= nextCheck) {
        nextCheck = at + CHECK_EVERY;
        Workers.checkInterrupt();
        classesEntered |= facts.holdsAllClasses(visited);
        progress.report("following references", at, facts.objects(), "objects");
      }
      int count = (int) Math.min(BLOCK, found - at);
      fetch(at, count);
      for (int i = 0; i < count; i++) {
        expand(indexes[i], rows[i]);
      }
      at += count;
    }
    return found;
  }

  /**
   * Reads where a block of rows begins, and its first ints: loads that do not wait for one another.
   */
  private void fetch(long at, int count) {
    OffsetColumn starts = columns.rows().starts;
    IntColumn edges = columns.rows().edges;
    for (int i = 0; i < count; i++) {
      indexes[i] = order.get(at + i);
    }
    for (int i = 0; i < count; i++) {
      rows[i] = starts.get(indexes[i]);
    }
    int touched = 0;
    for (int i = 0; i < count; i++) {
      touched += edges.get(rows[i]);
    }
    sink = touched;
  }

  int objects() {
    return facts.objects();
  }

  /** Returns the references met whose referents were not followed. */
  IntArrayList heldReferences() {
    return heldReferences;
  }

  private void expand(int index, long row) {
    IntColumn edges = columns.rows().edges;
    long next = row;
    if (anyStart || !classesEntered && facts.isOfUnheldClass(index)) {
      toClass(columns.classes().get(index), index);
    }
    if (next != 0 && facts.isReference(index) && !followsReferent(index)) {
      heldReferences.add(index);
      next = Rows.isLast(edges.get(next)) ? 0 : next + 1;
    }
    while (next != 0) {
      int edge = edges.get(next);
      next = Rows.isLast(edge) ? 0 : next + 1;
      int target = Rows.target(edge);
      if (target != Rows.NULL) {
        enter(target, index);
      }
    }
  }

  private boolean followsReferent(int index) {
    return follows[facts.strength(columns.classes().get(index)).ordinal()];
  }

  /** Takes the edge from an instance to its class, which rows do not hold. */
  private void toClass(int type, int index) {
    if (!classesDone[type]) {
      classesDone[type] = true;
      int classObject = facts.classObject(type);
      if (classObject >= 0) {
        enter(classObject, index);
      }
    }
  }

  /**
   * Puts an object at the end of the queue, and moves the end if it is new. Without a branch:
   * whether an object is new cannot be foreseen, and a wrong guess would cost more than all the
   * rest.
   */
  private void enter(int index, int parent) {
    order.set(found, index);
    if (holders != null) {
      holders.set(found, parent);
    }
    found += visited.addAndCount(index);
  }
}
