package heapsh.graph;

/**
 * Holds offsets up to 2^40: 32 bits in an int column, and 8 more in a byte column that exists only
 * when the largest offset needs it. So files and rows below 4 Gi cost four bytes an object.
 */
final class OffsetColumn {
  private final IntColumn low;
  private final ByteColumn high;

  /** Makes a column that may hold anything. */
  OffsetColumn(Scratch scratch, long length, long largest) {
    this(scratch.ints(length), largest >>> 32 == 0 ? null : scratch.zeroBytes(length));
  }

  /** Makes a column of zeros. */
  static OffsetColumn zero(Scratch scratch, long length, long largest) {
    ByteColumn high = largest >>> 32 == 0 ? null : scratch.zeroBytes(length);
    return new OffsetColumn(scratch.zeroInts(length), high);
  }

  private OffsetColumn(IntColumn low, ByteColumn high) {
    this.low = low;
    this.high = high;
  }

  /** Adds the column to what an index keeps. */
  void keep(SectionList out, String name, long length) {
    out.ints(name, low, length);
    if (high != null) {
      out.bytes(name + ".high", high, length);
    }
  }

  /** Gives a column that an index keeps. */
  static OffsetColumn kept(IndexFile in, String name, long length) {
    String high = name + ".high";
    return new OffsetColumn(in.ints(name, length), in.has(high) ? in.bytes(high, length) : null);
  }

  long get(long k) {
    long offset = low.get(k) & 0xFFFFFFFFL;
    return high == null ? offset : offset | (long) high.get(k) << 32;
  }

  void set(long k, long offset) {
    low.set(k, (int) offset);
    if (high != null) {
      high.set(k, (int) (offset >>> 32));
    }
  }

  /** Gives the column back to the scratch file. */
  void release(Scratch scratch) {
    scratch.release(low);
    if (high != null) {
      scratch.release(high);
    }
  }
}
