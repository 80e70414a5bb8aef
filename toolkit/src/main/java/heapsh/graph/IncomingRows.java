package heapsh.graph;

/**
 * Holds the reachable sources of every object as compressed rows: {@code starts(i)} to {@code
 * starts(i + 1)} in one column of sources.
 */
final class IncomingRows {
  /** Where each row ends. */
  private final OffsetColumn ends;

  private final IntColumn sources;

  IncomingRows(OffsetColumn ends, IntColumn sources) {
    this.ends = ends;
    this.sources = sources;
  }

  /** Finds the rows. O(objects + references), on all processors. */
  static IncomingRows of(
      ObjectColumns columns, Reachability reach, int n, Scratch scratch, Progress progress) {
    return new ReferenceSort(columns, reach.all(), n, progress).run(scratch);
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
