package heapsh.graph;

/**
 * Holds offsets up to 2^40: 32 bits in an int column, and 8 more in a byte column that exists only
 * when the largest offset needs it. So files and rows below 4 Gi cost four bytes an object.
 */
final class OffsetColumn {
  private final IntColumn low;
  private final ByteColumn high;

  OffsetColumn(Scratch scratch, long length, long largest) {
    low = scratch.ints(length);
    high = largest >>> 32 == 0 ? null : scratch.bytes(length);
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
}
