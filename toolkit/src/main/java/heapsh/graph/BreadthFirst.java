package heapsh.graph;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Set;

/**
 * Searches an object graph breadth first: shortest paths, and what is reachable. The queue is a
 * column and stays as the order of discovery, so the search needs no heap but a bit for each
 * object.
 *
 * <p>While the queue is long, other processors look ahead: they read the rows of what waits in it
 * and leave out what has been visited by then. Entering is left to one thread, in the order of the
 * queue, so the result does not depend on who was faster.
 */
final class BreadthFirst {
  private static final int CHECK_EVERY = 1 << 16;
  private static final int BLOCK = 64;

  /** How many places of the queue are looked at ahead as one chunk. */
  private static final int CHUNK = 1 << 12;

  /** How long the queue must be for others to help. */
  private static final int WORTH_SHARING = 16 * CHUNK;

  private final ObjectColumns columns;
  private final ClassFacts facts;
  private final boolean[] follows = new boolean[Strength.values().length];
  private final IntColumn order;
  private final IntColumn holders;
  private final IntArrayList heldReferences = new IntArrayList();
  private final Progress progress;
  private final Bits visited;
  private final Expansion near;
  private ClassEdges classEdges;
  private long found;
  private long nextCheck;

  /**
   * Prepares a search.
   *
   * @param order where what is entered goes, one place longer than there are objects
   * @param holders where the place in the order of the parent of each goes, of the same length;
   *     null for nowhere
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
    classEdges = ClassEdges.ofUnheld(facts);
    strengths.forEach(strength -> follows[strength.ordinal()] = true);
    near = new Expansion();
  }

  /** Adds a GC root, or what is entered after all roots, unless it was entered before. */
  void startAtRoot(int index) {
    enter(index, PathTree.START);
  }

  /**
   * Adds objects that need not be roots, unless they were entered before. Without the roots, the
   * classes of all objects must be looked at.
   */
  void startAt(org.roaringbitmap.RoaringBitmap objects) {
    classEdges = ClassEdges.ofAll(facts, visited);
    objects.forEach((org.roaringbitmap.IntConsumer) this::startAtRoot);
  }

  /** Enters all that the starts reach; returns how many objects are entered so far. */
  long run(long from) {
    return run(from, Long.MAX_VALUE);
  }

  /**
   * Enters what the starts reach, until more than so many objects are entered; returns how many.
   */
  long run(long from, long most) {
    long at = from;
    while (at < found && found <= most) {
      check(at);
      if (found - at >= WORTH_SHARING) {
        at = runShared(at, most);
      } else {
        long to = Math.min(at + BLOCK, found);
        take(near.of(at, to));
        at = to;
      }
    }
    return found;
  }

  private void check(long at) {
    if (at >= nextCheck) {
      nextCheck = at + CHECK_EVERY;
      Workers.checkInterrupt();
      classEdges.narrow(visited);
      progress.report("following references", at, facts.objects(), "objects");
    }
  }

  /** Goes on while whole chunks wait in the queue; returns up to where it is done. */
  private long runShared(long from, long most) {
    Expansion[] slots = new Expansion[WorkAhead.slots()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Expansion();
    }
    long at = from;
    try (WorkAhead ahead =
        new WorkAhead(
            () ->
                (chunk, slot) ->
                    slots[slot].of(from + chunk * CHUNK, from + (chunk + 1) * CHUNK))) {
      while (found - at >= CHUNK && found <= most) {
        ahead.open((found - from) / CHUNK);
        take(slots[ahead.next()]);
        at += CHUNK;
        check(at);
      }
    }
    return at;
  }

  /** Enters what a stretch of the queue leads to. */
  private void take(Expansion expansion) {
    enterAll(expansion);
    long to = expansion.to;
    long at = expansion.end;
    while (at < to) {
      enterAll(near.of(at, to));
      if (near.end == at) {
        enterAllOf(at); // One object leads to more than there is room for.
        near.end++;
      }
      at = near.end;
    }
  }

  private void enterAll(Expansion expansion) {
    heldReferences.addAll(expansion.held);
    for (int i = 0; i < expansion.count; i++) {
      enter(expansion.targets[i], expansion.holders[i]);
    }
  }

  private void enterAllOf(long place) {
    int index = order.get(place);
    int classObject = facts.classObject(columns.classes().get(index));
    if (classObject >= 0) {
      enter(classObject, (int) place);
    }
    IntColumn edges = columns.rows().edges;
    long next = columns.rows().starts.get(index);
    if (isHeld(index, next)) {
      heldReferences.add(index);
      next = columns.rows().after(next);
    }
    while (next != 0) {
      int target = Rows.target(edges.get(next));
      next = columns.rows().after(next);
      if (target != Rows.NULL) {
        enter(target, (int) place);
      }
    }
  }

  /** Tells whether the row begins with a referent that is not followed. */
  private boolean isHeld(int index, long row) {
    return row != 0
        && facts.isReference(index)
        && !follows[facts.strength(columns.classes().get(index)).ordinal()];
  }

  /** Returns how many objects are entered. */
  long found() {
    return found;
  }

  int objects() {
    return facts.objects();
  }

  /** Returns the references met whose referents were not followed. */
  IntArrayList heldReferences() {
    return heldReferences;
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

  /**
   * Holds what a stretch of the queue leads to: the targets of its references that were not visited
   * when it was made, some of them more than once.
   */
  private final class Expansion {
    private static final int ROOM = 1 << 14;

    private final int[] targets = new int[ROOM];
    private final int[] holders = new int[ROOM];
    private final IntArrayList held = new IntArrayList(0);
    private int count;

    /** Where the stretch ends. */
    private long to;

    /** Up to where it is done: not to its end when there is no room for what an object leads to. */
    private long end;

    private final int[] indexes = new int[BLOCK];
    private final long[] rows = new long[BLOCK];

    /** Keeps the loads of {@link #fetch} from being optimised away. */
    private int sink;

    /** Looks at the places of the queue from {@code from} up to {@code upTo}. */
    Expansion of(long from, long upTo) {
      Bits asked = classEdges.instances();
      count = 0;
      held.clear();
      to = upTo;
      end = from;
      while (end < to) {
        int block = (int) Math.min(BLOCK, to - end);
        fetch(end, block);
        for (int i = 0; i < block; i++, end++) {
          int before = count;
          int heldBefore = held.size();
          if (!add(indexes[i], rows[i], (int) end, asked)) {
            count = before;
            held.size(heldBefore);
            return this;
          }
        }
      }
      return this;
    }

    /**
     * Reads where a block of rows begins, and its first ints: loads that do not wait for one
     * another.
     */
    private void fetch(long at, int block) {
      OffsetColumn starts = columns.rows().starts;
      IntColumn edges = columns.rows().edges;
      for (int i = 0; i < block; i++) {
        indexes[i] = order.get(at + i);
      }
      for (int i = 0; i < block; i++) {
        rows[i] = starts.get(indexes[i]);
      }
      int touched = 0;
      for (int i = 0; i < block; i++) {
        touched += edges.get(rows[i]);
      }
      sink = touched;
    }

    /** Adds what one object leads to; false when there is no room for it. */
    private boolean add(int index, long row, int place, Bits asked) {
      IntColumn edges = columns.rows().edges;
      long next = row;
      if (asked != null && asked.get(index) && !addClass(index, place)) {
        return false;
      }
      if (isHeld(index, next)) {
        held.add(index);
        next = columns.rows().after(next);
      }
      while (next != 0) {
        int edge = edges.get(next);
        next = Rows.isLast(edge) ? 0 : next + 1;
        int target = Rows.target(edge);
        if (target != Rows.NULL && !add(target, place)) {
          return false;
        }
      }
      return true;
    }

    /** Adds the edge from an instance to its class, which rows do not hold. */
    private boolean addClass(int index, int place) {
      int classObject = facts.classObject(columns.classes().get(index));
      return classObject < 0 || add(classObject, place);
    }

    /** Adds a target, unless it is visited, without a branch on that. */
    private boolean add(int target, int place) {
      if (count == ROOM) {
        return false;
      }
      targets[count] = target;
      holders[count] = place;
      count += visited.get(target) ? 0 : 1;
      return true;
    }
  }
}
