package heapsh.graph;

/**
 * Gives the objects that each object immediately dominates: the dominator tree from above.
 * Immutable and thread-safe.
 *
 * <pre>
 *   for (int i = children.first(d); i &gt;= 0; i = children.next(i)) { ... }
 * </pre>
 *
 * <p>They stand in linked lists, by rising index, in two columns outside the JVM's heap.
 */
public final class DominatorChildren {
  private static final int CHECK_EVERY = 1 << 16;

  /** The first child of each object and one, 0 for none. */
  private final IntColumn first;

  /** The next object of the same dominator and one, 0 for none. */
  private final IntColumn next;

  private int firstOfRoot = -1;

  /** Reserves the columns of a graph; {@link #fill} fills them. */
  DominatorChildren(HeapGraph graph) {
    first = graph.newColumn();
    next = graph.newColumn();
  }

  /** Fills the columns, from the start when an earlier call was stopped. O(objects). */
  void fill(HeapGraph graph, DominatorTree tree) {
    firstOfRoot = -1;
    int n = graph.objectCount();
    for (int i = 0; i < n; i++) {
      first.set(i, 0);
    }
    for (int i = n - 1; i >= 0; i--) {
      if ((i & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      int dominator = tree.dominator(i);
      if (dominator >= 0) {
        next.set(i, first.get(dominator));
        first.set(dominator, i + 1);
      } else if (dominator == DominatorTree.ROOT) {
        next.set(i, firstOfRoot + 1);
        firstOfRoot = i;
      }
    }
  }

  /**
   * Returns the first object that this one dominates, or that nothing does for {@link
   * DominatorTree#ROOT}; -1 when there is none. O(1).
   */
  public int first(int dominator) {
    return dominator == DominatorTree.ROOT ? firstOfRoot : first.get(dominator) - 1;
  }

  /** Returns the next object with the same dominator, or -1. O(1). */
  public int next(int index) {
    return next.get(index) - 1;
  }
}
