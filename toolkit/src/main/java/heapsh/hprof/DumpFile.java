package heapsh.hprof;

import heapsh.HeapException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a dump by position. Thread-safe.
 *
 * <p>Positioned reads rather than a mapping: as fast, half the resident memory, and a file that
 * shrinks under us is an error instead of a crash. An interrupt closes a FileChannel for everyone;
 * this class opens it again, so that Ctrl-C stops one query and not the heap.
 */
public final class DumpFile implements Closeable {
  private final Path path;
  private final Path name;
  private final boolean temporary;
  private final long size;
  private volatile FileChannel channel;
  private volatile boolean closed;

  private DumpFile(Path path, Path name, boolean temporary) throws IOException {
    this.path = path;
    this.name = name;
    this.temporary = temporary;
    if (temporary) {
      path.toFile().deleteOnExit();
    }
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.size = channel.size();
  }

  /** Opens a dump. */
  public static DumpFile open(Path path) throws IOException {
    return new DumpFile(path, path, false);
  }

  /**
   * Opens an unpacked copy, which is removed on close; messages call it by the name of the
   * original.
   */
  public static DumpFile ofUnpacked(Path copy, Path original) throws IOException {
    return new DumpFile(copy, original, true);
  }

  /** Returns what messages call the file. */
  public Path name() {
    return name;
  }

  /** Returns the size in bytes at the time of opening. */
  public long size() {
    return size;
  }

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws HprofException when the file ends before
   * @throws HeapException when the thread was interrupted or the file is closed
   */
  public void read(long position, byte[] to, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(to, offset, length);
    while (buffer.hasRemaining()) {
      long at = position + buffer.position() - offset;
      if (readSome(buffer, at) < 0) {
        throw HprofException.at(
            name, "end of file", at, "the file became shorter while it was read");
      }
    }
  }

  private int readSome(ByteBuffer buffer, long position) {
    FileChannel current = channel;
    try {
      return current.read(buffer, position);
    } catch (ClosedByInterruptException e) {
      reopen(current);
      Thread.interrupted(); // Answered: what is read next is not to stop again.
      throw new HeapException("stopped");
    } catch (ClosedChannelException e) {
      if (closed) {
        throw new HeapException(name.getFileName() + ": this heap is closed; open it again");
      }
      reopen(current);
      return 0;
    } catch (IOException e) {
      throw new HeapException(name.getFileName() + ": cannot read: " + e.getMessage(), e);
    }
  }

  private synchronized void reopen(FileChannel broken) {
    if (closed || channel != broken) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new HeapException(name.getFileName() + ": cannot open again: " + e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
      if (temporary) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
