package heapsh.graph;

/**
 * Sorts the references of reachable objects by their target, in two steps of which each works on
 * what the processor's caches hold.
 *
 * <p>Targets are cut into buckets, sources into parts. First all references of a part are counted
 * by bucket, then dealt out: each pair of a bucket and a part has room of its own, and the rooms of
 * a bucket stand one after another, in the order of the parts. So a bucket holds its references in
 * the order of their sources, whichever thread dealt them out. After that, a bucket is sorted by
 * counting, all of it at places near to each other.
 *
 * <pre>
 *   pairs  = [ bucket 0: part 0, part 1, ... | bucket 1: part 0, part 1, ... | ... ]
 *   pair   = [ target, 32 bits | source, 32 bits ]
 * </pre>
 */
final class ReferenceSort {
  /** How many targets a bucket has at least: their cursors fit into a processor's own cache. */
  private static final int LEAST_TARGETS_BITS = 16;

  /** To more buckets than this a processor cannot write side by side well. */
  private static final int MOST_BUCKETS_BITS = 8;

  private static final int LEAST_SOURCES = 1 << 16;
  private static final int MOST_PARTS = 64;

  private final ObjectColumns columns;
  private final Bits reachable;
  private final int objects;
  private final Progress progress;
  private final int bucketShift;
  private final int buckets;
  private final int partSize;

  /** By part and bucket: how many references there are, later where the next one goes. */
  private final long[][] cursors;

  ReferenceSort(ObjectColumns columns, Bits reachable, int objects, Progress progress) {
    this.columns = columns;
    this.reachable = reachable;
    this.objects = objects;
    this.progress = progress;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(objects);
    bucketShift = Math.max(LEAST_TARGETS_BITS, bits - MOST_BUCKETS_BITS);
    buckets = (objects >>> bucketShift) + 1;
    partSize = Math.max(LEAST_SOURCES, objects / MOST_PARTS + 1);
    cursors = new long[objects / partSize + 1][buckets];
  }

  /** Sorts, on all processors. O(objects + references). */
  IncomingRows run(Scratch scratch) {
    forParts("counting referrers", (from, to) -> count(from, to));
    long[] bucketStarts = reserve();
    long total = bucketStarts[buckets];
    LongColumn pairs = scratch.longs(Math.max(1, total));
    forParts("dealing out referrers", (from, to) -> deal(pairs, from, to));
    OffsetColumn ends = new OffsetColumn(scratch, objects, total);
    IntColumn sources = scratch.ints(Math.max(1, total));
    Workers.forRange(
        objects,
        1L << bucketShift,
        progress,
        "placing referrers",
        "objects",
        () ->
            (from, to) -> {
              int bucket = (int) (from >>> bucketShift);
              long first = bucketStarts[bucket];
              long end = bucketStarts[bucket + 1];
              place(pairs, first, end, (int) from, (int) to, ends, sources);
            });
    scratch.release(pairs);
    return new IncomingRows(ends, sources);
  }

  private void forParts(String phase, Workers.Share share) {
    Workers.forRange(objects, partSize, progress, phase, "objects", () -> share);
  }

  private void count(long from, long to) {
    IntColumn edges = columns.rows().edges;
    OffsetColumn starts = columns.rows().starts;
    long[] counts = cursors[(int) (from / partSize)];
    for (int source = (int) from; source < to; source++) {
      long next = starts.get(source);
      if (next != 0 && reachable.get(source)) {
        int edge;
        do {
          edge = edges.get(next++);
          int target = Rows.target(edge);
          if (target != Rows.NULL) {
            counts[target >>> bucketShift]++;
          }
        } while (!Rows.isLast(edge));
      }
    }
  }

  /** Turns counts into cursors; returns where buckets begin, and the last one ends. */
  private long[] reserve() {
    long[] bucketStarts = new long[buckets + 1];
    long at = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      bucketStarts[bucket] = at;
      for (long[] part : cursors) {
        long count = part[bucket];
        part[bucket] = at;
        at += count;
      }
    }
    bucketStarts[buckets] = at;
    return bucketStarts;
  }

  private void deal(LongColumn pairs, long from, long to) {
    IntColumn edges = columns.rows().edges;
    OffsetColumn starts = columns.rows().starts;
    long[] next = cursors[(int) (from / partSize)];
    for (int source = (int) from; source < to; source++) {
      long place = starts.get(source);
      if (place != 0 && reachable.get(source)) {
        int edge;
        do {
          edge = edges.get(place++);
          int target = Rows.target(edge);
          if (target != Rows.NULL) {
            pairs.set(next[target >>> bucketShift]++, (long) target << 32 | source);
          }
        } while (!Rows.isLast(edge));
      }
    }
  }

  /** Sorts the pairs of one bucket, with targets {@code from} up to {@code to}, by counting. */
  private static void place(
      LongColumn pairs,
      long first,
      long end,
      int from,
      int to,
      OffsetColumn ends,
      IntColumn sources) {
    int[] counts = new int[to - from];
    for (long k = first; k < end; k++) {
      counts[(int) (pairs.get(k) >>> 32) - from]++;
    }
    long at = first;
    for (int i = from; i < to; i++) {
      ends.set(i, at);
      at += counts[i - from];
    }
    for (long k = first; k < end; k++) {
      long pair = pairs.get(k);
      int target = (int) (pair >>> 32);
      long cursor = ends.get(target);
      ends.set(target, cursor + 1);
      sources.set(cursor, (int) pair);
    }
  }
}
