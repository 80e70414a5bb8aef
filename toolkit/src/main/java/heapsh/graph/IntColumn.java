package heapsh.graph;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/** Holds ints outside the JVM's heap, in parts of 2^28. O(1) access. */
public final class IntColumn extends Column {
  static final int PART_SHIFT = 28;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;

  private final long length;
  private final IntBuffer[] parts;

  IntColumn(long length, ByteBuffer[] bytes) {
    super(bytes);
    this.length = length;
    parts = views(bytes());
  }

  IntColumn(long length, Extent[] extents) {
    super(extents);
    this.length = length;
    parts = views(bytes());
  }

  private static IntBuffer[] views(ByteBuffer[] bytes) {
    return Arrays.stream(bytes).map(ByteBuffer::asIntBuffer).toArray(IntBuffer[]::new);
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
}
