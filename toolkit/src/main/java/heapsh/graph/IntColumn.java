package heapsh.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Holds ints outside the JVM's heap, in a mapped scratch file. O(1) access; atomic operations where
 * several threads write.
 */
public final class IntColumn {
  static final int PART_SHIFT = 28;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final long length;
  private final ByteBuffer[] bytes;
  private final IntBuffer[] parts;

  IntColumn(long length, ByteBuffer[] bytes) {
    this.length = length;
    this.bytes = bytes;
    parts = new IntBuffer[bytes.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = bytes[i].asIntBuffer();
    }
  }

  /** Returns the number of ints. */
  public long length() {
    return length;
  }

  /** Returns the int at {@code k}. */
  public int get(long k) {
    return parts[(int) (k >>> PART_SHIFT)].get((int) k & PART_MASK);
  }

  /** Sets the int at {@code k}. */
  public void set(long k, int value) {
    parts[(int) (k >>> PART_SHIFT)].put((int) k & PART_MASK, value);
  }

  /** Adds to the int at {@code k} atomically and returns what it was. */
  public int getAndAdd(long k, int delta) {
    return (int) INT.getAndAdd(bytes[(int) (k >>> PART_SHIFT)], ((int) k & PART_MASK) << 2, delta);
  }

  /** Sets the int at {@code k} if it is {@code expected}, atomically; tells whether it did. */
  public boolean compareAndSet(long k, int expected, int value) {
    return INT.compareAndSet(
        bytes[(int) (k >>> PART_SHIFT)], ((int) k & PART_MASK) << 2, expected, value);
  }

  /** Copies ints from an array. */
  public void set(long k, int[] from, int offset, int count) {
    while (count > 0) {
      int at = (int) k & PART_MASK;
      int some = Math.min(count, (1 << PART_SHIFT) - at);
      parts[(int) (k >>> PART_SHIFT)].put(at, from, offset, some);
      k += some;
      offset += some;
      count -= some;
    }
  }

  /** Sets all ints from {@code from} up to {@code to}, exclusive. */
  public void fill(long from, long to, int value) {
    int[] block = new int[(int) Math.min(1 << 13, to - from)];
    java.util.Arrays.fill(block, value);
    for (long k = from; k < to; k += block.length) {
      set(k, block, 0, (int) Math.min(block.length, to - k));
    }
  }
}
