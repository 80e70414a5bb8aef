package heapsh.graph;

/**
 * Stacks edges of a depth-first search: target, source number and where the target's row begins.
 * The top stands in two arrays, what lies deeper in columns, so that it may grow to every edge of
 * the heap.
 */
final class EdgeStack {
  private static final int WINDOW = 1 << 16;
  private static final int HALF = WINDOW / 2;

  private final long[] edges = new long[WINDOW];
  private final long[] rows = new long[WINDOW];
  private final LongColumn deepEdges;
  private final LongColumn deepRows;
  private long deep;
  private int top;

  EdgeStack(LongColumn deepEdges, LongColumn deepRows) {
    this.deepEdges = deepEdges;
    this.deepRows = deepRows;
  }

  void push(int target, int source, long row) {
    if (top == WINDOW) {
      spill();
    }
    edges[top] = (long) target << 32 | source;
    rows[top++] = row;
  }

  /** Goes to the edge pushed last, if there is one; {@link #edge} and {@link #row} then tell it. */
  boolean pop() {
    if (top == 0 && !refill()) {
      return false;
    }
    top--;
    return true;
  }

  /** Returns the target's index in the upper half and the source's number in the lower. */
  long edge() {
    return edges[top];
  }

  long row() {
    return rows[top];
  }

  private void spill() {
    for (int i = 0; i < HALF; i++) {
      deepEdges.set(deep, edges[i]);
      deepRows.set(deep++, rows[i]);
    }
    System.arraycopy(edges, HALF, edges, 0, HALF);
    System.arraycopy(rows, HALF, rows, 0, HALF);
    top = HALF;
  }

  private boolean refill() {
    if (deep == 0) {
      return false;
    }
    deep -= HALF;
    for (int i = 0; i < HALF; i++) {
      edges[i] = deepEdges.get(deep + i);
      rows[i] = deepRows.get(deep + i);
    }
    top = HALF;
    return true;
  }
}
