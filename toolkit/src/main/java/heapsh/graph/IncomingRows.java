package heapsh.graph;

/**
 * Holds the reachable sources of every object as compressed rows: {@code starts(i)} to {@code starts(i + 1)} in one column of
 * sources. Built in two passes over the outgoing rows, both shared by threads: count, then place.
 */
final class IncomingRows {
  private static final int CHUNK = 1 << 16;

  private final OffsetColumn starts;
  private final IntColumn sources;

  private IncomingRows(OffsetColumn starts, IntColumn sources) {
    this.starts = starts;
    this.sources = sources;
  }

  static IncomingRows of(
      ObjectColumns columns, Reachability reach, int n, Scratch scratch, Progress progress) {
    IntColumn counts = scratch.ints(n);
    counts.fill(0, n, 0);
    forEachEdge(
        columns, reach, n, progress, "counting referrers", (s, t) -> counts.getAndAdd(t, 1));
    long total = 0;
    for (int i = 0; i < n; i++) {
      total += counts.get(i);
    }
    OffsetColumn starts = new OffsetColumn(scratch, n + 1L, total);
    long end = 0;
    for (int i = 0; i < n; i++) {
      starts.set(i, end);
      end += counts.get(i);
    }
    starts.set(n, end);
    IntColumn sources = scratch.freshInts(total);
    forEachEdge(
        columns,
        reach,
        n,
        progress,
        "placing referrers",
        (s, t) -> sources.set(starts.get(t) + counts.getAndAdd(t, -1) - 1, s));
    scratch.release(counts);
    return new IncomingRows(starts, sources);
  }

  private interface EdgeConsumer {
    void accept(int source, int target);
  }

  private static void forEachEdge(
      ObjectColumns columns,
      Reachability reach,
      int n,
      Progress progress,
      String phase,
      EdgeConsumer consumer) {
    Rows rows = columns.rows();
    Workers.forRange(
        n,
        CHUNK,
        progress,
        phase,
        "objects",
        () ->
            (from, to) -> {
              for (int source = (int) from; source < to; source++) {
                long next = rows.starts.get(source);
                if (next == 0 || !reach.isReachable(source)) {
                  continue;
                }
                int edge;
                do {
                  edge = rows.edges.get(next++);
                  int target = Rows.target(edge);
                  if (target != Rows.NULL) {
                    consumer.accept(source, target);
                  }
                } while (!Rows.isLast(edge));
              }
            });
  }

  ReferenceCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements ReferenceCursor {
    private long next;
    private long end;

    @Override
    public void moveTo(int index) {
      next = starts.get(index);
      end = starts.get(index + 1L);
    }

    @Override
    public int next() {
      return next < end ? sources.get(next++) : -1;
    }

    @Override
    public int slot() {
      throw new UnsupportedOperationException("an incoming reference has no slot of its own");
    }
  }
}
