package heapsh.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Holds longs outside the JVM's heap, in a mapped scratch file. O(1) access. */
final class LongColumn {
  static final int PART_SHIFT = 27;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final long length;
  private final ByteBuffer[] bytes;
  private final LongBuffer[] parts;

  LongColumn(long length, ByteBuffer[] bytes) {
    this.length = length;
    this.bytes = bytes;
    parts = new LongBuffer[bytes.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = bytes[i].asLongBuffer();
    }
  }

  long length() {
    return length;
  }

  /** Gives the memory behind the column, in parts of 2^27 longs. */
  ByteBuffer[] bytes() {
    return bytes;
  }

  long get(long k) {
    return parts[(int) (k >>> PART_SHIFT)].get((int) k & PART_MASK);
  }

  void set(long k, long value) {
    parts[(int) (k >>> PART_SHIFT)].put((int) k & PART_MASK, value);
  }

  /** Sets bits atomically and returns what the long was. */
  long getAndOr(long k, long bits) {
    return (long)
        LONG.getAndBitwiseOr(bytes[(int) (k >>> PART_SHIFT)], ((int) k & PART_MASK) << 3, bits);
  }
}
