package heapsh.hprof;

/**
 * Names a stretch of heap sub-records: the body of a HEAP_DUMP or HEAP_DUMP_SEGMENT, or a part of
 * one.
 *
 * @param start offset of its first byte
 * @param end offset after its last byte
 */
public record Segment(long start, long end) {
  /** Returns its length in bytes. */
  public long bytes() {
    return end - start;
  }
}
