package heapsh.graph;

/**
 * Sorts the references of reachable objects by their target, in two steps of which each works on
 * what the processor's caches hold, and in rounds, so that it takes little memory: new memory costs
 * more than going over the references again.
 *
 * <p>Targets are cut into buckets, sources into parts. First all references of a part are counted
 * by bucket, then dealt out: each pair of a bucket and a part has room of its own, and the rooms of
 * a bucket stand one after another, in the order of the parts. So a bucket holds its references in
 * the order of their sources, whichever thread dealt them out. After that, a bucket is sorted by
 * counting, all of it at places near to each other. A round does this for some of the buckets.
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

  /** How many references a round has, but for a bucket that alone has more. */
  private static final int LEAST_PER_ROUND = 1 << 25;

  private static final int MOST_ROUNDS = 8;
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

  /** Where buckets begin among all references. */
  private final long[] bucketStarts;

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
    bucketStarts = new long[buckets + 1];
  }

  /** Sorts, on all processors. O(objects + references). */
  IncomingRows run(Scratch scratch) {
    forParts("counting referrers", this::count);
    reserve();
    long total = bucketStarts[buckets];
    OffsetColumn ends = new OffsetColumn(scratch, objects, total);
    IntColumn sources = scratch.ints(Math.max(1, total));
    long perRound = Math.max(LEAST_PER_ROUND, total / MOST_ROUNDS);
    LongColumn pairs = scratch.longs(Math.max(1, mostInARound(perRound)));
    for (int bucket = 0; bucket < buckets; bucket = endOfRound(bucket, perRound)) {
      new Round(bucket, endOfRound(bucket, perRound), pairs).run(ends, sources);
    }
    scratch.release(pairs);
    return new IncomingRows(ends, sources);
  }

  private long mostInARound(long perRound) {
    long most = 0;
    for (int bucket = 0; bucket < buckets; bucket = endOfRound(bucket, perRound)) {
      most = Math.max(most, bucketStarts[endOfRound(bucket, perRound)] - bucketStarts[bucket]);
    }
    return most;
  }

  /** Returns the bucket with which the next round begins. */
  private int endOfRound(int first, long perRound) {
    int end = first + 1;
    while (end < buckets && bucketStarts[end + 1] - bucketStarts[first] <= perRound) {
      end++;
    }
    return end;
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

  /** Turns counts into cursors, and notes where buckets begin, and the last one ends. */
  private void reserve() {
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
  }

  /** Sorts the references into some of the buckets. */
  private final class Round {
    private final int firstBucket;
    private final int endBucket;
    private final LongColumn pairs;

    /** Where the pairs of the round begin among all. */
    private final long start;

    Round(int firstBucket, int endBucket, LongColumn pairs) {
      this.firstBucket = firstBucket;
      this.endBucket = endBucket;
      this.pairs = pairs;
      start = bucketStarts[firstBucket];
    }

    void run(OffsetColumn ends, IntColumn sources) {
      forParts("dealing out referrers", this::deal);
      Workers.forRange(
          endBucket - firstBucket,
          1,
          progress,
          "placing referrers",
          "parts",
          () ->
              (from, to) -> {
                for (long k = from; k < to; k++) {
                  place(firstBucket + (int) k, ends, sources);
                }
              });
    }

    private void deal(long from, long to) {
      IntColumn edges = columns.rows().edges;
      OffsetColumn starts = columns.rows().starts;
      long[] next = cursors[(int) (from / partSize)];
      int lowest = firstBucket << bucketShift;
      int highest = (int) Math.min((long) endBucket << bucketShift, objects) - 1;
      for (int source = (int) from; source < to; source++) {
        long place = starts.get(source);
        if (place != 0 && reachable.get(source)) {
          int edge;
          do {
            edge = edges.get(place++);
            int target = Rows.target(edge);
            if (target >= lowest && target <= highest) {
              pairs.set(next[target >>> bucketShift]++ - start, (long) target << 32 | source);
            }
          } while (!Rows.isLast(edge));
        }
      }
    }

    /** Sorts the pairs of one bucket by counting. */
    private void place(int bucket, OffsetColumn ends, IntColumn sources) {
      int from = bucket << bucketShift;
      int to = (int) Math.min((long) bucket + 1 << bucketShift, objects);
      long first = bucketStarts[bucket];
      long end = bucketStarts[bucket + 1];
      int[] counts = new int[to - from];
      for (long k = first; k < end; k++) {
        counts[(int) (pairs.get(k - start) >>> 32) - from]++;
      }
      long at = first;
      for (int i = from; i < to; i++) {
        ends.set(i, at);
        at += counts[i - from];
      }
      for (long k = first; k < end; k++) {
        long pair = pairs.get(k - start);
        int target = (int) (pair >>> 32);
        long cursor = ends.get(target);
        ends.set(target, cursor + 1);
        sources.set(cursor, (int) pair);
      }
    }
  }
}
