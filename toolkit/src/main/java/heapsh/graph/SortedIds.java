package heapsh.graph;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds indexes by binary search in a sorted column: for ids that are sparse or not aligned (ZGC,
 * Android, the hprof agent). Eight bytes an object, O(log n) a look-up.
 */
final class SortedIds implements IdIndex {
  static final String SECTION = "ids.sorted";

  private final LongColumn ids;
  private final int size;
  private final long duplicates;

  private SortedIds(LongColumn ids, int size, long duplicates) {
    this.ids = ids;
    this.size = size;
    this.duplicates = duplicates;
  }

  @Override
  public void keep(SectionList out) {
    out.longs(SECTION, ids, size);
  }

  static SortedIds kept(IndexFile in, int size, long duplicates) {
    LongColumn ids = in.longs(SECTION, size);
    for (int i = 1; i < size; i++) {
      if (Long.compareUnsigned(ids.get(i - 1L), ids.get(i)) >= 0) {
        throw new UnusableIndexException("its ids are not sorted");
      }
    }
    return new SortedIds(ids, size, duplicates);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long duplicates() {
    return duplicates;
  }

  @Override
  public int indexOf(long id) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(ids.get(middle), id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  @Override
  public long idOf(int index) {
    return ids.get(index);
  }

  @Override
  public long gapAfter(long id, int index) {
    return index + 1 < size ? ids.get(index + 1L) - id : LayoutEvidence.NONE;
  }

  /** Gathers ids in a column, then sorts it. */
  static final class SortingBuilder implements Builder {
    private final Scratch scratch;
    private final LongColumn ids;
    private final AtomicLong count = new AtomicLong();

    /** Makes a builder for at most {@code capacity} object records. */
    SortingBuilder(Scratch scratch, long capacity) {
      this.scratch = scratch;
      this.ids = scratch.longs(capacity);
    }

    @Override
    public Adder adder() {
      return new Adder() {
        @Override
        public void add(long id) {
          ids.set(count.getAndIncrement(), id);
        }

        @Override
        public void flush() {
          // Every id is stored at once.
        }
      };
    }

    @Override
    public IdIndex build() {
      long n = count.get();
      LongColumn sorted = sort(n);
      int kept = 0;
      for (long i = 0; i < n; i++) {
        long id = sorted.get(i);
        if (kept == 0 || sorted.get(kept - 1L) != id) {
          sorted.set(kept++, id);
        }
      }
      return new SortedIds(sorted, kept, n - kept);
    }

    /** Sorts by least significant bytes first, as unsigned numbers: O(n) whatever the ids are. */
    private LongColumn sort(long n) {
      LongColumn from = ids;
      LongColumn to = scratch.longs(ids.length());
      for (int shift = 0; shift < 64; shift += 8) {
        Workers.checkInterrupt();
        long[] starts = new long[257];
        for (long i = 0; i < n; i++) {
          starts[(int) (from.get(i) >>> shift & 0xFF) + 1]++;
        }
        if (isOneBucket(starts, n)) {
          continue;
        }
        for (int b = 0; b < 256; b++) {
          starts[b + 1] += starts[b];
        }
        for (long i = 0; i < n; i++) {
          long id = from.get(i);
          to.set(starts[(int) (id >>> shift & 0xFF)]++, id);
        }
        LongColumn swap = from;
        from = to;
        to = swap;
      }
      return from;
    }

    private static boolean isOneBucket(long[] counts, long n) {
      for (long count : counts) {
        if (count == n) {
          return true;
        }
      }
      return false;
    }
  }
}
