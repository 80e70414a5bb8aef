package heapsh.live;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Codes one look of a {@link HistogramSeries} as its differences from the look before it.
 *
 * <pre>
 *   block   ::= { skipped changeOfBytes changeOfCount }
 *   skipped     varint: how many classes did not change since the last one that did
 *   change...   varint, zigzag: 0, -1, 1, -2 ... are 0, 1, 2, 3 ...
 *   varint      seven bits a byte, the lowest first; the high bit says that more follow
 * </pre>
 *
 * <p>Varint and zigzag are those of Protocol Buffers' encoding. What stands behind the last change
 * did not change.
 */
final class LookBlock {
  private static final int LONGEST_ENTRY = 25;

  private LookBlock() {}

  /** Returns the differences of {@code classCount} classes. */
  static byte[] encode(
      int classCount, long[] fromBytes, long[] fromCounts, long[] toBytes, long[] toCounts) {
    byte[] out = new byte[256];
    int size = 0;
    int skipped = 0;
    for (int i = 0; i < classCount; i++) {
      long bytes = toBytes[i] - fromBytes[i];
      long count = toCounts[i] - fromCounts[i];
      if (bytes == 0 && count == 0) {
        skipped++;
        continue;
      }
      if (size + LONGEST_ENTRY > out.length) {
        out = Arrays.copyOf(out, out.length * 2);
      }
      size = put(out, size, skipped);
      size = put(out, size, zigzag(bytes));
      size = put(out, size, zigzag(count));
      skipped = 0;
    }
    return Arrays.copyOf(out, size);
  }

  /** Adds the differences to the numbers of the look before. */
  static void apply(byte[] block, long[] bytes, long[] counts) {
    Reader in = new Reader(block);
    int i = -1;
    while (in.position < block.length) {
      i += 1 + (int) in.next();
      bytes[i] += unzigzag(in.next());
      counts[i] += unzigzag(in.next());
    }
  }

  /** Sets the numbers of the classes that changed. */
  static void markChanged(byte[] block, BitSet changed) {
    Reader in = new Reader(block);
    int i = -1;
    while (in.position < block.length) {
      i += 1 + (int) in.next();
      in.next();
      in.next();
      changed.set(i);
    }
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private static long unzigzag(long coded) {
    return coded >>> 1 ^ -(coded & 1);
  }

  private static int put(byte[] out, int size, long value) {
    int at = size;
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out[at++] = (byte) (left & 0x7F | 0x80);
      left >>>= 7;
    }
    out[at++] = (byte) left;
    return at;
  }

  private static final class Reader {
    private final byte[] block;
    private int position;

    Reader(byte[] block) {
      this.block = block;
    }

    long next() {
      long value = 0;
      int shift = 0;
      byte part;
      do {
        part = block[position++];
        value |= (part & 0x7FL) << shift;
        shift += 7;
      } while (part < 0);
      return value;
    }
  }
}
