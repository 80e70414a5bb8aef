package heapsh.graph;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/** Holds ints outside the JVM's heap, in a mapped scratch file. O(1) access. */
public final class IntColumn {
  static final int PART_SHIFT = 28;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;

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

  /** Gives the memory behind the column, in parts of 2^28 ints. */
  ByteBuffer[] bytes() {
    return bytes;
  }

  /** Returns the int at {@code k}. */
  public int get(long k) {
    return parts[(int) (k >>> PART_SHIFT)].get((int) k & PART_MASK);
  }

  /** Sets the int at {@code k}. */
  public void set(long k, int value) {
    parts[(int) (k >>> PART_SHIFT)].put((int) k & PART_MASK, value);
  }
}
