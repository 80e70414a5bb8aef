package heapsh.graph;

import heapsh.hprof.DumpFile;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Hands the records of heap segments to several threads. */
final class SegmentWork {
  /** How many records a share takes at a time. */
  static final int BATCH = 16;

  private static final long LONG_SEGMENT = 64L << 20;
  private static final long PART = 8L << 20;

  private SegmentWork() {}

  /** Takes the records that fall to one thread. */
  interface Share {
    /**
     * Takes the next {@link #BATCH} records, or those that are left; false at the end of the
     * segment.
     *
     * <p>A short loop in each kind of share, rather than one long loop for all kinds: HotSpot
     * compiles it once, for the one kind of share that it has, and never in the midst of a loop. In
     * the first second of a process its compilers take a processor of their own.
     */
    boolean take(SubRecords records);

    /**
     * Hears that there is no more; called on the thread that asked for the work, one share after
     * another.
     */
    void end();
  }

  /** Gives every record to a share; each thread gets a share of its own. */
  static void forEach(
      DumpFile file,
      int idBytes,
      List<Segment> segments,
      Progress progress,
      String phase,
      Supplier<Share> shares) {
    forEach(file, idBytes, segments, 1, progress, phase, shares);
  }

  /** Gives every record to one share, in the order of the file. */
  static void forEachInOrder(
      DumpFile file,
      int idBytes,
      List<Segment> segments,
      Progress progress,
      String phase,
      Supplier<Share> shares) {
    forEach(file, idBytes, segments, Math.max(1, segments.size()), progress, phase, shares);
  }

  private static void forEach(
      DumpFile file,
      int idBytes,
      List<Segment> segments,
      int atATime,
      Progress progress,
      String phase,
      Supplier<Share> shares) {
    ConcurrentLinkedQueue<Share> all = new ConcurrentLinkedQueue<>();
    long total = segments.stream().mapToLong(Segment::bytes).sum();
    long average = Math.max(1, total / Math.max(1, segments.size()));
    Progress bytes =
        (name, done, count, unit) -> progress.report(name, done * average, total, "bytes");
    Workers.forRange(
        segments.size(),
        atATime,
        bytes,
        phase,
        "segments",
        () -> {
          SubRecords records = new SubRecords(file, idBytes);
          Share share = shares.get();
          all.add(share);
          return (from, to) -> {
            for (long k = from; k < to; k++) {
              walk(records, segments.get((int) k), share);
            }
          };
        });
    all.forEach(Share::end);
  }

  private static void walk(SubRecords records, Segment segment, Share share) {
    records.moveTo(segment);
    boolean more = true;
    while (more) {
      more = share.take(records);
    }
  }

  /**
   * Cuts long segments at record boundaries, so that threads can share them: dumps before
   * HEAP_DUMP_SEGMENT are one piece.
   */
  static List<Segment> cut(DumpFile file, int idBytes, List<Segment> segments) {
    return cut(file, idBytes, segments, LONG_SEGMENT, PART);
  }

  /** Cuts segments of at least {@code longest} bytes into parts of about {@code part} bytes. */
  static List<Segment> cut(
      DumpFile file, int idBytes, List<Segment> segments, long longest, long part) {
    List<Segment> parts = new ArrayList<>();
    SubRecords records = new SubRecords(file, idBytes);
    for (Segment segment : segments) {
      if (segment.bytes() < longest) {
        parts.add(segment);
        continue;
      }
      records.moveTo(segment);
      long start = segment.start();
      while (records.next()) {
        if (records.position() - start >= part) {
          Workers.checkInterrupt();
          parts.add(new Segment(start, records.position()));
          start = records.position();
        }
      }
      parts.add(new Segment(start, segment.end()));
    }
    return parts;
  }
}
