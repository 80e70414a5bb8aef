package heapsh.hprof;

/**
 * Holds a top-level record of a damaged file as far as it is sound, and where to read on.
 *
 * @param tag its tag, or {@link #NONE} when no record could be made out at {@code position}
 * @param position offset of its header
 * @param end offset after what is readable of its body
 * @param next where the next record's header is to be expected
 */
record TopRecord(int tag, long position, long end, long next) {
  /** The tag of what is no record. */
  static final int NONE = -1;

  /** Makes the mark of a stretch without a record. */
  static TopRecord none(long position, long next) {
    return new TopRecord(NONE, position, position, next);
  }

  boolean isWhole() {
    return tag != NONE;
  }

  boolean isHeap() {
    return tag == Tags.HEAP_DUMP || tag == Tags.HEAP_DUMP_SEGMENT;
  }

  long body() {
    return position + CatalogReader.HEADER_BYTES;
  }
}
