package heapsh.hprof;

import heapsh.HeapException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Finds how far the records of heap segments are whole: up to the first that is unknown or does not
 * fit. What stands behind it in its segment is lost, since records have no marks to find the next
 * one by.
 */
public final class WholeRecords {
  private static final int INTERRUPT_MASK = 0xFFFF;
  private static final int LOOK_BYTES = 1 << 10;

  private final SubRecords records;
  private final long fileBytes;
  private String reason = "";

  private WholeRecords(SubRecords records, long fileBytes) {
    this.records = records;
    this.fileBytes = fileBytes;
  }

  /** Makes one for walks over whole segments. */
  static WholeRecords walking(DumpFile file, int idBytes) {
    return new WholeRecords(new SubRecords(file, idBytes), file.size());
  }

  /** Makes one for looks at the first records, with a small buffer. */
  static WholeRecords looking(DumpFile file, int idBytes) {
    return new WholeRecords(new SubRecords(file, idBytes, LOOK_BYTES), file.size());
  }

  /**
   * Cuts each segment behind its last whole record. Walks over all records; O(segments' records).
   *
   * @param log hears what is cut off
   * @param progress hears the byte offset reached
   */
  public static List<Segment> trim(
      DumpFile file, int idBytes, List<Segment> segments, LossLog log, LongConsumer progress) {
    WholeRecords whole = walking(file, idBytes);
    List<Segment> trimmed = new ArrayList<>(segments.size());
    for (Segment segment : segments) {
      progress.accept(segment.start());
      long end = whole.end(segment);
      if (end < segment.end()) {
        log.add(end, segment.end(), whole.reason());
      }
      if (end > segment.start()) {
        trimmed.add(new Segment(segment.start(), end));
      }
    }
    return trimmed;
  }

  /** Returns the offset after the last whole record of a segment; its end when all are whole. */
  long end(Segment segment) {
    reason = "";
    records.moveTo(segment);
    try {
      for (int n = 1; records.next(); n++) {
        if ((n & INTERRUPT_MASK) == 0 && Thread.interrupted()) {
          throw new HeapException("stopped");
        }
      }
      return segment.end();
    } catch (HprofException e) {
      reason = e.problem();
      return records.position();
    }
  }

  /**
   * Tells whether a segment begins with records, at most {@code most} of which are looked at; the
   * first one may reach beyond the end of the file.
   *
   * @param strict whether nothing but records may stand there, the last one cut off by the file's
   *     end at most; else one record is enough
   */
  boolean begins(Segment segment, int most, boolean strict) {
    records.moveTo(segment);
    int n = 0;
    try {
      while (n < most && records.next()) {
        n++;
      }
      return n > 0;
    } catch (HprofException e) {
      boolean cut = segment.end() == fileBytes && SubRecords.knows(records.tag());
      return cut || n > 0 && !strict;
    }
  }

  /** Tells whether the last walk ended at a record of a known kind, which was not whole. */
  boolean stoppedInRecord() {
    return !reason.isEmpty() && SubRecords.knows(records.tag());
  }

  /** Returns why the last walk ended early, or an empty text. */
  String reason() {
    return reason;
  }
}
