package heapsh.graph;

/**
 * Holds one shortest path from a set of starts to every object that has one: a breadth-first tree.
 * Immutable and thread-safe.
 *
 * <p>The order of discovery is kept: {@code at(0)..at(size() - 1)} are the objects reached, starts
 * first, and the children of one object stand together, in the order in which their parents stand.
 * So a pass over the order sees every parent before its children, and a backward pass every child
 * before its parent.
 */
public interface PathTree {
  /** The parent of a start. */
  int START = -1;

  /** The parent of an object that no path reaches. */
  int NONE = -2;

  /** Returns the number of objects reached. */
  int size();

  /** Returns the index of the {@code k}-th object reached. O(1). */
  int at(int k);

  /**
   * Returns where in the order the object stands that comes before the {@code k}-th on its path, or
   * {@link #START}. Never falls while k rises past the starts. O(1).
   */
  int holder(int k);

  /**
   * Returns where in the order an object stands, or {@link #NONE} when no path reaches it. O(1).
   */
  int orderOf(int index);

  /** Returns the object before this one on its path, {@link #START} or {@link #NONE}. O(1). */
  default int parent(int index) {
    int k = orderOf(index);
    int holder = k < 0 ? k : holder(k);
    return holder < 0 ? holder : at(holder);
  }

  /** Tells whether a path reaches the object. O(1). */
  default boolean reaches(int index) {
    return orderOf(index) >= 0;
  }
}
