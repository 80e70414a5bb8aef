package heapsh.graph;

import java.nio.ByteBuffer;

/** Holds unsigned bytes outside the JVM's heap, in parts of 2^30. O(1) access. */
final class ByteColumn extends Column {
  static final int PART_SHIFT = 30;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;

  private final ByteBuffer[] parts;

  ByteColumn(ByteBuffer[] parts) {
    super(parts);
    this.parts = parts;
  }

  ByteColumn(Extent[] extents) {
    super(extents);
    parts = bytes();
  }

  int get(long k) {
    return parts[(int) (k >>> PART_SHIFT)].get((int) k & PART_MASK) & 0xFF;
  }

  void set(long k, int value) {
    parts[(int) (k >>> PART_SHIFT)].put((int) k & PART_MASK, (byte) value);
  }
}
