package heapsh.graph;

/**
 * Holds the reachable sources of every object as compressed rows: {@code starts(i)} to {@code
 * starts(i + 1)} in one column of sources.
 *
 * <p>Built in two passes over the outgoing rows, count and place. Targets are cut into ranges, and
 * each thread goes over all rows for one range after another: reading rows in order is cheap, while
 * counting at random places is not; a range keeps these within the processor's caches and apart
 * from those of other threads.
 */
final class IncomingRows {
  private static final int RANGE = 1 << 23;

  private final OffsetColumn starts;
  private final IntColumn sources;

  private IncomingRows(OffsetColumn starts, IntColumn sources) {
    this.starts = starts;
    this.sources = sources;
  }

  static IncomingRows of(
      ObjectColumns columns, Reachability reach, int n, Scratch scratch, Progress progress) {
    long range = Math.max(1, Math.min(RANGE, (n + Workers.threads() - 1L) / Workers.threads()));
    IntColumn counts = scratch.ints(n);
    Workers.forRange(
        n,
        range,
        progress,
        "counting referrers",
        "objects",
        () ->
            (from, to) -> {
              counts.fill(from, to, 0);
              count(columns, reach, n, counts, (int) from, (int) to);
            });
    OffsetColumn starts = new OffsetColumn(scratch, n + 1L, columns.rows().edges.length());
    long end = sumUp(counts, n, range, starts);
    IncomingRows rows = new IncomingRows(starts, scratch.freshInts(end));
    Workers.forRange(
        n,
        range,
        progress,
        "placing referrers",
        "objects",
        () -> (from, to) -> rows.place(columns, reach, n, counts, (int) from, (int) to));
    scratch.release(counts);
    return rows;
  }

  /** Turns counts into where rows start, and each count into a cursor within its range. */
  private static long sumUp(IntColumn counts, int n, long range, OffsetColumn starts) {
    long end = 0;
    long base = 0;
    for (int i = 0; i < n; i++) {
      if (i % range == 0) {
        base = end;
      }
      starts.set(i, end);
      int count = counts.get(i);
      counts.set(i, (int) (end - base));
      end += count;
    }
    starts.set(n, end);
    return end;
  }

  /** Counts the references into {@code from} up to {@code to}. */
  private static void count(
      ObjectColumns columns, Reachability reach, int n, IntColumn counts, int from, int to) {
    IntColumn edges = columns.rows().edges;
    OffsetColumn rows = columns.rows().starts;
    for (int source = 0; source < n; source++) {
      long next = rows.get(source);
      if (next == 0 || !reach.isReachable(source)) {
        continue;
      }
      int edge;
      do {
        edge = edges.get(next++);
        int target = Rows.target(edge);
        if (target >= from && target < to) {
          counts.set(target, counts.get(target) + 1);
        }
      } while (!Rows.isLast(edge));
    }
  }

  /** Places the sources of the references into {@code from} up to {@code to}, in rising order. */
  private void place(
      ObjectColumns columns, Reachability reach, int n, IntColumn cursors, int from, int to) {
    IntColumn edges = columns.rows().edges;
    OffsetColumn rows = columns.rows().starts;
    long base = starts.get(from);
    for (int source = 0; source < n; source++) {
      long next = rows.get(source);
      if (next == 0 || !reach.isReachable(source)) {
        continue;
      }
      int edge;
      do {
        edge = edges.get(next++);
        int target = Rows.target(edge);
        if (target >= from && target < to) {
          int cursor = cursors.get(target);
          cursors.set(target, cursor + 1);
          sources.set(base + (cursor & 0xFFFFFFFFL), source);
        }
      } while (!Rows.isLast(edge));
    }
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
