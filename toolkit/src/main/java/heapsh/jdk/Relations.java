package heapsh.jdk;

import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;

/**
 * Names the relations between objects as a Java programmer would: through the JDK's containers, strings and references
 * (SPEC.md section 4), or raw. Relations are numbered as they are met; equal names have equal numbers. Thread-safe;
 * cursors belong to the thread that took them.
 */
public final class Relations {
  /** What {@link Cursor#step} gives for an edge that stays inside a container: nothing to show. */
  public static final int INSIDE = -1;

  Relations(HeapGraph graph, JavaStrings strings, Containers containers) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Returns the relation of this number. O(1). */
  public Relation relation(int number) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Returns the number of relations met so far: numbers run from 0 to this, exclusive. */
  public int count() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Returns the number of the relation that a GC root is; a local names its method and, in {@code step}, its thread. */
  public int ofRoot(GcRoot root) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Returns a new cursor. With {@code raw}, containers, strings and references are not seen through. */
  public Cursor cursor(boolean raw) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Names relations of one object after another. */
  public static final class Cursor {
    Cursor() {}

    /**
     * Finds the distinct relations by which reachable referrers and roots refer to an object.
     *
     * @return how many there are; they stand sorted in {@link #relation}
     */
    public int moveTo(int index) {
      throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the number of the {@code k}-th relation found, 0 up to what {@link #moveTo} returned. */
    public int relation(int k) {
      throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Finds the distinct logical referrers of an object: the containers, not their insides; raw ones with {@code raw}.
     *
     * @return how many there are; they stand sorted in {@link #referrer}
     */
    public int moveToReferrers(int index) {
      throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the index of the {@code k}-th referrer found by {@link #moveToReferrers}. */
    public int referrer(int k) {
      throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Names the edge from {@code holder} to {@code target}, which must exist; the first when there are several. Fast when
     * asked for the targets of one holder in succession.
     *
     * @return a relation's number, or {@link #INSIDE} when the target is an inside of a container that {@code holder} is
     *     or belongs to
     */
    public int step(int holder, int target) {
      throw new UnsupportedOperationException("skeleton");
    }
  }
}
