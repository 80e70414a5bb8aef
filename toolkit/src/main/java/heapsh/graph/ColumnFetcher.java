package heapsh.graph;

/** Fetches from columns: first where the rows of a block begin, then their first ints. */
final class ColumnFetcher implements Fetcher {
  private final ObjectColumns columns;
  private long[] rows = new long[0];

  /** Keeps the loads from being optimised away. */
  private int sink;

  ColumnFetcher(ObjectColumns columns) {
    this.columns = columns;
  }

  @Override
  public void classes(int[] objects, int n) {
    IntColumn classes = columns.classes();
    int touched = 0;
    for (int i = 0; i < n; i++) {
      touched += classes.get(objects[i]);
    }
    sink = touched;
  }

  @Override
  public void outgoing(int[] objects, int n) {
    classes(objects, n);
    if (rows.length < n) {
      rows = new long[n];
    }
    OffsetColumn starts = columns.rows().starts;
    for (int i = 0; i < n; i++) {
      rows[i] = starts.get(objects[i]);
    }
    IntColumn edges = columns.rows().edges;
    int touched = sink;
    for (int i = 0; i < n; i++) {
      touched += edges.get(rows[i]);
    }
    sink = touched;
  }
}
