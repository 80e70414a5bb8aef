package heapsh.graph;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Holds a run of bytes with a name, of which an index consists.
 *
 * @param name what it is
 * @param bytes its length
 * @param parts the bytes, in parts of {@code 2^partShift}; more may follow in the last one
 * @param partShift how long the parts are
 * @param sums checksums that the bytes are known to have, one for each {@link #CHUNK}; empty when
 *     they are not known
 */
record Section(String name, long bytes, ByteBuffer[] parts, int partShift, int[] sums) {
  /** How many bytes one checksum is for: many enough to be few, few enough to share the work. */
  static final long CHUNK = 1L << 24;

  /** How many bytes are summed up and written at a time: they stay in the processor's cache. */
  static final int PIECE = 1 << 20;

  /** Returns how many checksums so many bytes have. */
  static int chunks(long bytes) {
    return Math.toIntExact((bytes + CHUNK - 1) / CHUNK);
  }

  /** Returns how many checksums this section has. */
  int chunks() {
    return chunks(bytes);
  }

  /** Computes the checksum of a chunk; each piece of it is shown to {@code seen}. */
  int sum(int chunk, Consumer<ByteBuffer> seen) {
    CRC32C sum = new CRC32C();
    long end = Math.min(bytes, (chunk + 1) * CHUNK);
    for (long at = chunk * CHUNK; at < end; ) {
      ByteBuffer piece = piece(at, end);
      at += piece.remaining();
      seen.accept(piece.duplicate());
      sum.update(piece);
    }
    return (int) sum.getValue();
  }

  private ByteBuffer piece(long from, long end) {
    int offset = (int) from & (1 << partShift) - 1;
    long length = Math.min(Math.min(PIECE, end - from), (1L << partShift) - offset);
    return parts[(int) (from >>> partShift)].slice(offset, (int) length);
  }
}
