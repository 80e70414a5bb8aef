package heapsh.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/** Holds longs outside the JVM's heap, in parts of 2^27. O(1) access. */
final class LongColumn extends Column {
  static final int PART_SHIFT = 27;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final long length;
  private final LongBuffer[] parts;

  LongColumn(long length, ByteBuffer[] bytes) {
    super(bytes);
    this.length = length;
    parts = views(bytes());
  }

  LongColumn(long length, Extent[] extents) {
    super(extents);
    this.length = length;
    parts = views(bytes());
  }

  private static LongBuffer[] views(ByteBuffer[] bytes) {
    return Arrays.stream(bytes).map(ByteBuffer::asLongBuffer).toArray(LongBuffer[]::new);
  }

  long length() {
    return length;
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
        LONG.getAndBitwiseOr(bytes()[(int) (k >>> PART_SHIFT)], ((int) k & PART_MASK) << 3, bits);
  }
}
