package heapsh.hprof;

import heapsh.HeapException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzipped dumps: a plain gzip file, or HotSpot's {@code -gz}, a chain of gzip members of a
 * fixed unpacked size.
 *
 * <p>The whole file is unpacked once. HotSpot's members could be read at random, but where a member
 * begins is only known after the one before is unpacked, and every query that reads values would
 * unpack a megabyte for a few bytes.
 */
public final class Gunzip {
  private static final int BUFFER_BYTES = 1 << 18;

  private Gunzip() {}

  /** Tells whether the file starts with gzip's magic bytes. */
  public static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1F && in.read() == 0x8B;
    }
  }

  /**
   * Unpacks {@code packed} into {@code target}.
   *
   * @param progress hears how many unpacked bytes are written
   * @throws HprofException when the gzip stream is damaged or ends early; the target then holds
   *     what stood before
   * @throws HeapException when interrupted, or when the target cannot be written
   */
  public static void unpack(Path packed, Path target, LongConsumer progress) throws IOException {
    long written = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream file = new BufferedInputStream(Files.newInputStream(packed), BUFFER_BYTES);
        InputStream in = new GZIPInputStream(file, BUFFER_BYTES);
        OutputStream out = Files.newOutputStream(target)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (Thread.interrupted()) {
          throw new HeapException("stopped");
        }
        write(out, buffer, n, target, written);
        written += n;
        progress.accept(written);
      }
    } catch (EOFException e) {
      throw HprofException.damage(
          packed, "gzip data", written, "the file is cut off; copy it again, or take a new dump");
    } catch (ZipException e) {
      throw HprofException.damage(packed, "gzip data", written, "damaged: " + e.getMessage());
    }
  }

  private static void write(OutputStream out, byte[] buffer, int n, Path target, long written) {
    try {
      out.write(buffer, 0, n);
    } catch (IOException e) {
      throw new HeapException(
          "cannot unpack into "
              + target.getParent()
              + " after "
              + written
              + " bytes: "
              + e.getMessage()
              + "; choose another directory with Options.scratchDirectory(dir)",
          e);
    }
  }
}
