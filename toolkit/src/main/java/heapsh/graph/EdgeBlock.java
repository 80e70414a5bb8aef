package heapsh.graph;

/**
 * Reads where the edges of a block of objects begin before any of them is followed: loads from
 * memory that do not wait for one another take the time of few. Belongs to one search; O(1) for
 * each object.
 *
 * <p>Works on any engine's graph, by a cursor for each place of the block.
 */
final class EdgeBlock {
  /** How many objects a block holds. */
  static final int SIZE = 64;

  private final HeapGraph graph;
  private final IntColumn marks;
  private final int[] indexes = new int[SIZE];
  private final int[] types = new int[SIZE];
  private final int[] firsts = new int[SIZE];
  private final ReferenceCursor[] cursors = new ReferenceCursor[SIZE];

  /** Keeps early loads from being optimised away. */
  int sink;

  /**
   * Prepares blocks.
   *
   * @param marks what a search looks up for an object that it meets, null when that is always near
   */
  EdgeBlock(HeapGraph graph, IntColumn marks) {
    this.graph = graph;
    this.marks = marks;
    for (int k = 0; k < SIZE; k++) {
      cursors[k] = graph.outgoing();
    }
  }

  /** Takes an object into place {@code k}. */
  void set(int k, int index) {
    indexes[k] = index;
  }

  /** Reads ahead for the first {@code count} places. */
  void load(int count) {
    for (int k = 0; k < count; k++) {
      types[k] = graph.classNumber(indexes[k]);
    }
    for (int k = 0; k < count; k++) {
      cursors[k].moveTo(indexes[k]);
    }
    for (int k = 0; k < count; k++) {
      firsts[k] = cursors[k].next();
    }
    if (marks != null) {
      int touched = 0;
      for (int k = 0; k < count; k++) {
        touched += marks.get(indexes[k]) + marks.get(Math.max(0, firsts[k]));
      }
      sink = touched;
    }
  }

  int index(int k) {
    return indexes[k];
  }

  /** Returns the class number of the object in place {@code k}. */
  int type(int k) {
    return types[k];
  }

  /** Returns the object at the end of the first edge, or -1. */
  int first(int k) {
    return firsts[k];
  }

  /** Returns the cursor that has given the first edge. */
  ReferenceCursor cursor(int k) {
    return cursors[k];
  }
}
