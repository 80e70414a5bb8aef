package heapsh.graph;

import java.nio.ByteBuffer;

/** Holds unsigned bytes outside the JVM's heap, in a mapped scratch file. O(1) access. */
final class ByteColumn {
  static final int PART_SHIFT = 30;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;

  private final ByteBuffer[] parts;

  ByteColumn(ByteBuffer[] parts) {
    this.parts = parts;
  }

  /** Gives the memory behind the column, in parts of 2^30 bytes. */
  ByteBuffer[] bytes() {
    return parts;
  }

  int get(long k) {
    return parts[(int) (k >>> PART_SHIFT)].get((int) k & PART_MASK) & 0xFF;
  }

  void set(long k, int value) {
    parts[(int) (k >>> PART_SHIFT)].put((int) k & PART_MASK, (byte) value);
  }
}
