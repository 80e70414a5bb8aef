package heapsh.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes an index into a file of its own and gives that its name when it is complete: a reader
 * finds the index from before or the new one, never a part. Not forced to the disk: after a power
 * cut the checksums tell.
 *
 * <p>The unfinished file is locked while it is written, so that whoever comes next can tell one
 * that is still in work from one that a killed process left, and remove the latter.
 */
final class IndexWriter {
  private static final String UNFINISHED = ".unfinished";

  /** What is left free on the disk. */
  private static final long SPARE_BYTES = 64L << 20;

  private final Path target;
  private final long room;
  private final BooleanSupplier goOn;

  /**
   * Prepares to write.
   *
   * @param room the most bytes that the index may take, beside what the disk allows
   * @param goOn asked from time to time whether to continue
   */
  IndexWriter(Path target, long room, BooleanSupplier goOn) {
    this.target = target;
    this.room = room;
    this.goOn = goOn;
  }

  /**
   * Writes the index and returns its size.
   *
   * @throws UnusableIndexException when a section that came from another index is damaged
   * @throws IOException when it cannot be written; nothing is left behind
   */
  long write(String key, Fingerprint dump, List<Section> sections) throws IOException {
    Path directory = target.getParent();
    removeAbandoned(directory);
    checkRoom(directory, sections);
    Path file =
        Files.createTempFile(
            directory, target.getFileName() + ".", UNFINISHED, ownerOnly(directory));
    boolean done = false;
    try {
      long bytes;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        lock(channel);
        bytes = write(channel, key, dump, sections);
      }
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
      return bytes;
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Locks the file until the channel is closed. */
  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException e) {
      // A file system without locks: at worst another writer removes this file, and it is missed
      // when it is to get its name.
    }
  }

  private void checkRoom(Path directory, List<Section> sections) throws IOException {
    long needed = IndexFormat.HEADER_BYTES;
    for (Section section : sections) {
      needed += section.bytes() + IndexFormat.ALIGNMENT;
    }
    long free = Files.getFileStore(directory).getUsableSpace() - SPARE_BYTES;
    if (needed > Math.min(free, room)) {
      throw new IOException(
          (needed >> 20)
              + " MiB are needed in "
              + directory
              + " and "
              + (Math.max(0, Math.min(free, room)) >> 20)
              + " MiB are free");
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private long write(FileChannel channel, String key, Fingerprint dump, List<Section> sections)
      throws IOException {
    List<IndexFormat.Entry> entries = new ArrayList<>();
    long at = IndexFormat.ALIGNMENT;
    for (Section section : sections) {
      int[] sums = writeSection(channel, at, section);
      entries.add(new IndexFormat.Entry(section.name(), at, section.bytes(), sums));
      at += (section.bytes() + IndexFormat.ALIGNMENT - 1) & -IndexFormat.ALIGNMENT;
    }
    byte[] directory = new IndexFormat.Directory(key, dump, entries).toBytes();
    writeFully(channel, at, ByteBuffer.wrap(directory));
    writeFully(channel, 0, ByteBuffer.wrap(IndexFormat.header(at, directory)));
    return at + directory.length;
  }

  private int[] writeSection(FileChannel channel, long at, Section section) throws IOException {
    int[] sums = new int[section.chunks()];
    long next = at;
    for (int chunk = 0; chunk < sums.length; chunk++) {
      List<ByteBuffer> pieces = new ArrayList<>();
      sums[chunk] = section.sum(chunk, pieces::add);
      for (ByteBuffer piece : pieces) {
        if (!goOn.getAsBoolean()) {
          throw new IOException("there was no time to finish it");
        }
        int length = piece.remaining();
        writeFully(channel, next, piece);
        next += length;
      }
      if (section.sums().length > 0 && section.sums()[chunk] != sums[chunk]) {
        throw new UnusableIndexException("its section " + section.name() + " is damaged");
      }
    }
    return sums;
  }

  private static void writeFully(FileChannel channel, long at, ByteBuffer bytes)
      throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
  }

  /** Removes what killed processes left of this index. */
  private void removeAbandoned(Path directory) throws IOException {
    String glob = target.getFileName().toString().replaceAll("[\\\\*?\\[\\]{}]", "?");
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, glob + ".*" + UNFINISHED)) {
      for (Path file : files) {
        if (!isLocked(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return true; // Not ours to touch, or gone already.
    }
  }
}
