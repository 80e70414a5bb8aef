package heapsh.graph;

import heapsh.HeapException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A temporary file to be mapped, which grows.
 *
 * <p>It is readable by its owner only. Where the system allows it is deleted as soon as it is open,
 * so nothing is left behind even when the process is killed.
 */
final class ScratchFile implements Closeable {
  private static final byte[] ZEROS = new byte[1 << 18];

  private final Path directory;
  private final Path file;

  /** What fills the file: its writes, unlike those of a channel, do not end when interrupted. */
  private final RandomAccessFile writer;

  private final FileChannel channel;
  private long end;
  private boolean closed;

  private ScratchFile(Path directory, Path file, RandomAccessFile writer) {
    this.directory = directory;
    this.file = file;
    this.writer = writer;
    channel = writer.getChannel();
  }

  /**
   * Makes the file.
   *
   * @throws HeapException when the directory cannot be written
   */
  static ScratchFile in(Path directory) {
    try {
      Path file = Files.createTempFile(directory, "heapsh-", ".scratch", ownerOnly(directory));
      RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw");
      deleteEarly(file);
      return new ScratchFile(directory, file, writer);
    } catch (IOException e) {
      throw new HeapException(
          "cannot write scratch files into "
              + directory
              + " ("
              + e
              + "); choose another directory with Options.scratchDirectory(dir)",
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return store.supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Deletes the open file where the system keeps it alive; elsewhere it goes when the JVM ends. */
  private static void deleteEarly(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /** Makes sure that the directory has room for about this many bytes more. */
  void require(long bytes) {
    long room;
    try {
      room = Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      return; // A file system that cannot tell: writing will show.
    }
    if (room < bytes) {
      throw new HeapException(
          String.format(
              "not enough room in %s for the columns of this heap: about %d MiB are needed, %d MiB are"
                  + " free; choose another directory with Options.scratchDirectory(dir)",
              directory, bytes >> 20, room >> 20));
    }
  }

  /** Makes the exception for a page of the file that cannot be made, which a full disk causes. */
  HeapException full(Throwable cause) {
    return new HeapException(
        "a page of the scratch file in "
            + directory
            + " could not be written, most likely because the disk is full; free some room or choose"
            + " another directory with Options.scratchDirectory(dir)",
        cause);
  }

  /** Returns how long the file is. */
  synchronized long end() {
    return end;
  }

  /** Makes the file longer and maps what was added: at most 2^30 bytes, whole pages. */
  synchronized ByteBuffer mapMore(int bytes) {
    if (closed) {
      throw closedAlready();
    }
    boolean interrupted = Thread.interrupted();
    try {
      ByteBuffer block = channel.map(FileChannel.MapMode.READ_WRITE, end, bytes);
      end += bytes;
      return block;
    } catch (IOException e) {
      throw new HeapException(
          "cannot map "
              + (bytes >> 20)
              + " MiB of scratch file in "
              + directory
              + ": "
              + e.getMessage()
              + "; choose another directory with Options.scratchDirectory(dir)",
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Writes zeros, which makes the pages of the stretch. */
  void writeZeros(long from, long bytes) {
    try {
      synchronized (writer) {
        writer.seek(from);
        for (long left = bytes; left > 0; left -= ZEROS.length) {
          writer.write(ZEROS, 0, (int) Math.min(ZEROS.length, left));
        }
      }
    } catch (IOException e) {
      throw isClosed() ? closedAlready() : full(e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  static HeapException closedAlready() {
    return new HeapException("this heap is closed; open it again");
  }

  /** Closes the file; its room is free once nothing of it is in use. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      writer.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new HeapException("cannot remove scratch file " + file + ": " + e.getMessage(), e);
    }
  }
}
