package heapsh.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * Tells one dump from another without reading all of it: by size, modification time, and a checksum
 * of its first and last bytes and of samples between.
 *
 * <p>The header of a dump holds the time when it was taken, so that two dumps of one program differ
 * in their first bytes. A change in the middle that keeps size and modification time, and that
 * misses every sample, goes unseen.
 *
 * @param bytes the file's size
 * @param modified nanoseconds since 1970
 * @param sum CRC32C of the samples
 */
record Fingerprint(long bytes, long modified, int sum) {
  private static final int SAMPLES = 32;
  private static final int SAMPLE_BYTES = 1 << 12;
  private static final int END_BYTES = 1 << 16;

  /** Reads the fingerprint of a dump, packed or not. I/O: 250 KB at most. */
  static Fingerprint of(Path dump) throws IOException {
    long modified = Files.getLastModifiedTime(dump).to(TimeUnit.NANOSECONDS);
    try (FileChannel channel = FileChannel.open(dump, StandardOpenOption.READ)) {
      long size = channel.size();
      CRC32C sum = new CRC32C();
      sample(channel, 0, END_BYTES, sum);
      for (int i = 1; i < SAMPLES; i++) {
        sample(channel, size / SAMPLES * i, SAMPLE_BYTES, sum);
      }
      sample(channel, Math.max(0, size - END_BYTES), END_BYTES, sum);
      return new Fingerprint(size, modified, (int) sum.getValue());
    }
  }

  private static void sample(FileChannel channel, long at, int length, CRC32C sum)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
      // Goes on until the sample is full or the file ends.
    }
    sum.update(buffer.flip());
  }

  /** Tells whether the dump still has this size and modification time. I/O. */
  boolean fits(Path dump) {
    try {
      return Files.size(dump) == bytes
          && Files.getLastModifiedTime(dump).to(TimeUnit.NANOSECONDS) == modified;
    } catch (IOException e) {
      return false; // What cannot be looked at is not known to be the same.
    }
  }

  void put(ByteSink to) {
    to.putLong(bytes).putLong(modified).putInt(sum);
  }

  static Fingerprint get(ByteSource from) {
    return new Fingerprint(from.getLong(), from.getLong(), from.getInt());
  }
}
