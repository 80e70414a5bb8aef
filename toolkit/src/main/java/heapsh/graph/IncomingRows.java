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

  /** Where each row ends: counts at first, then cursors while sources are placed. */
  private final OffsetColumn ends;

  private final IntColumn sources;

  private IncomingRows(OffsetColumn ends, IntColumn sources) {
    this.ends = ends;
    this.sources = sources;
  }

  static IncomingRows of(
      ObjectColumns columns, Reachability reach, int n, Scratch scratch, Progress progress) {
    long range = Math.max(1, Math.min(RANGE, (n + Workers.threads() - 1L) / Workers.threads()));
    OffsetColumn ends = new OffsetColumn(scratch, n, columns.rows().edges.length());
    Workers.forRange(
        n,
        range,
        progress,
        "counting referrers",
        "objects",
        () -> (from, to) -> count(columns, reach, n, ends, (int) from, (int) to));
    long total = 0;
    for (int i = 0; i < n; i++) {
      long count = ends.get(i);
      ends.set(i, total);
      total += count;
    }
    IncomingRows rows = new IncomingRows(ends, scratch.freshInts(Math.max(1, total)));
    Workers.forRange(
        n,
        range,
        progress,
        "placing referrers",
        "objects",
        () -> (from, to) -> rows.place(columns, reach, n, (int) from, (int) to));
    return rows;
  }

  /** Adds the rows of {@code n} objects to what an index keeps. */
  void keep(SectionList out, int n) {
    ends.keep(out, "incoming.ends", n);
    out.ints("incoming.sources", sources, n == 0 ? 0 : ends.get(n - 1L));
  }

  /** Gives the rows that an index keeps. */
  static IncomingRows kept(IndexFile in, int n) {
    OffsetColumn ends = OffsetColumn.kept(in, "incoming.ends", n);
    long total = in.length("incoming.sources") / Integer.BYTES;
    IntColumn sources = in.ints("incoming.sources", total);
    long before = 0;
    for (int i = 0; i < n; i++) {
      long end = ends.get(i);
      if (end < before || end > total) {
        throw new UnusableIndexException("its referrers are out of bounds");
      }
      before = end;
    }
    for (long k = 0; k < total; k++) {
      int source = sources.get(k);
      if (source < 0 || source >= n) {
        throw new UnusableIndexException("a referrer is no object");
      }
    }
    return new IncomingRows(ends, sources);
  }

  /** Counts the references into {@code from} up to {@code to}. */
  private static void count(
      ObjectColumns columns, Reachability reach, int n, OffsetColumn counts, int from, int to) {
    for (int i = from; i < to; i++) {
      counts.set(i, 0);
    }
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
  private void place(ObjectColumns columns, Reachability reach, int n, int from, int to) {
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
          long cursor = ends.get(target);
          ends.set(target, cursor + 1);
          sources.set(cursor, source);
        }
      } while (!Rows.isLast(edge));
    }
  }

  /** Returns where the sources of an object begin. */
  long start(int index) {
    return index == 0 ? 0 : ends.get(index - 1L);
  }

  /** Returns where the sources of an object end, exclusive. */
  long end(int index) {
    return ends.get(index);
  }

  /** Returns how many references lead to an object. */
  long count(int index) {
    return end(index) - start(index);
  }

  /** Returns a source. */
  int source(long k) {
    return sources.get(k);
  }

  ReferenceCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements ReferenceCursor {
    private long start;
    private long next;
    private long end;

    @Override
    public void moveTo(int index) {
      start = IncomingRows.this.start(index);
      next = start;
      end = ends.get(index);
    }

    @Override
    public int next() {
      return next < end ? sources.get(next++) : -1;
    }

    @Override
    public int slot() {
      throw new UnsupportedOperationException("an incoming reference has no slot of its own");
    }

    @Override
    public int place() {
      return (int) (next - start);
    }

    @Override
    public void resume(int index, int place) {
      moveTo(index);
      next = start + place;
    }
  }
}
