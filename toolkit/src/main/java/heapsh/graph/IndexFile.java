package heapsh.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives the sections of a kept index, mapped into memory. Thread-safe.
 *
 * <p>Opening checks header and directory, and that the index is of this dump. Checksumming
 * gigabytes would take longer than all that an index saves, so every section is checked when it is
 * first used: small ones by {@link #blob}, columns by {@link #verify} before anything is taken from
 * them. Every method throws {@link UnusableIndexException} for what cannot be used.
 *
 * <p>The mapping goes when nobody refers to the columns any more; the file itself is not kept open.
 */
final class IndexFile {
  private static final int MAX_BLOB_BYTES = 1 << 30;
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /**
   * Opens for a private mapping. Nothing is ever written, but its buffers are of the same Java type
   * as those of scratch columns, so that kernels are compiled for one type only.
   */
  private static final Set<OpenOption> READ_WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final long fileBytes;
  private final Map<String, Section> sections;
  private final Set<String> verified = new HashSet<>();

  private IndexFile(long fileBytes, Map<String, Section> sections) {
    this.fileBytes = fileBytes;
    this.sections = sections;
  }

  /**
   * Opens an index.
   *
   * @param key must be that of the index
   * @param dump must be that of the index
   */
  static IndexFile open(Path path, String key, Fingerprint dump) throws IOException {
    // An interrupt would close the channel: it is kept for later.
    boolean interrupted = Thread.interrupted();
    try {
      return open(path, FileChannel.MapMode.PRIVATE, READ_WRITE, key, dump);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      // Not ours to write, or more than the system promises for private mappings.
      return open(path, FileChannel.MapMode.READ_ONLY, READ, key, dump);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IndexFile open(
      Path path, FileChannel.MapMode mode, Set<OpenOption> options, String key, Fingerprint dump)
      throws IOException {
    try (FileChannel channel = FileChannel.open(path, options)) {
      long size = channel.size();
      if (size < IndexFormat.HEADER_BYTES) {
        throw new UnusableIndexException("it is not complete");
      }
      IndexFormat.Place place = IndexFormat.check(read(channel, 0, IndexFormat.HEADER_BYTES), size);
      byte[] bytes = read(channel, place.offset(), place.bytes());
      if (IndexFormat.sum(bytes, bytes.length) != place.sum()) {
        throw new UnusableIndexException("its directory is damaged");
      }
      IndexFormat.Directory directory = IndexFormat.Directory.of(bytes, place.offset());
      if (!directory.key().equals(key)) {
        throw new UnusableIndexException("it was written by another version or for other options");
      }
      if (!directory.dump().equals(dump)) {
        throw new UnusableIndexException("the dump has changed since");
      }
      return new IndexFile(size, map(channel, mode, directory));
    }
  }

  private static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new UnusableIndexException("it is not complete");
      }
    }
    return buffer.array();
  }

  private static Map<String, Section> map(
      FileChannel channel, FileChannel.MapMode mode, IndexFormat.Directory directory)
      throws IOException {
    Map<String, Section> sections = new HashMap<>();
    for (IndexFormat.Entry entry : directory.entries()) {
      long partBytes = 1L << SectionList.MAPPED_SHIFT;
      ByteBuffer[] parts =
          new ByteBuffer[(int) ((entry.bytes() + partBytes - 1) >>> SectionList.MAPPED_SHIFT)];
      for (int i = 0; i < parts.length; i++) {
        long from = i * partBytes;
        parts[i] =
            channel
                .map(mode, entry.offset() + from, Math.min(partBytes, entry.bytes() - from))
                .order(ByteOrder.nativeOrder());
      }
      Section section =
          new Section(entry.name(), entry.bytes(), parts, SectionList.MAPPED_SHIFT, entry.sums());
      sections.put(entry.name(), section);
    }
    return sections;
  }

  /** Returns the size of the file in bytes. */
  long fileBytes() {
    return fileBytes;
  }

  /** Tells whether there is such a section. */
  synchronized boolean has(String name) {
    return sections.containsKey(name);
  }

  /** Tells whether there is a section whose name starts so. */
  synchronized boolean hasAny(String prefix) {
    return sections.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** Forgets the sections whose names start so, because they are damaged. */
  synchronized void drop(String prefix) {
    sections.keySet().removeIf(name -> name.startsWith(prefix));
  }

  /** Adds the sections whose names start so to another index; tells whether there are any. */
  synchronized boolean keep(SectionList out, String prefix) {
    boolean any = false;
    for (Section section : sections.values()) {
      if (section.name().startsWith(prefix)) {
        out.add(section);
        any = true;
      }
    }
    return any;
  }

  private synchronized Section section(String name) {
    Section section = sections.get(name);
    if (section == null) {
      throw new UnusableIndexException("it has no section " + name);
    }
    return section;
  }

  /** Gives a column, not verified. */
  IntColumn ints(String name, long length) {
    return new IntColumn(length, parts(name, length * Integer.BYTES));
  }

  /** Gives a column, not verified. */
  LongColumn longs(String name, long length) {
    return new LongColumn(length, parts(name, length * Long.BYTES));
  }

  /** Gives a column, not verified. */
  ByteColumn bytes(String name, long length) {
    return new ByteColumn(parts(name, length));
  }

  private ByteBuffer[] parts(String name, long bytes) {
    Section section = section(name);
    if (section.bytes() != bytes) {
      throw new UnusableIndexException("section " + name + " has a wrong length");
    }
    return section.parts();
  }

  /** Returns the length of a section in bytes. */
  long length(String name) {
    return section(name).bytes();
  }

  /** Copies a small section, verified. */
  ByteSource blob(String name) {
    Section section = section(name);
    if (section.bytes() > MAX_BLOB_BYTES) {
      throw new UnusableIndexException("section " + name + " has a wrong length");
    }
    verify(section);
    ByteBuffer bytes = ByteBuffer.allocate((int) section.bytes());
    for (ByteBuffer part : section.parts()) {
      bytes.put(part.duplicate());
    }
    return new ByteSource(name, bytes.array());
  }

  /** Checks the sums of all sections whose names start so, on all processors. */
  void verify(String prefix, Progress progress) {
    for (Section section : matching(prefix)) {
      AtomicReference<String> damaged = new AtomicReference<>();
      Workers.forRange(
          section.chunks(),
          1,
          progress,
          "checking the index",
          "blocks",
          () ->
              (from, to) -> {
                for (int chunk = (int) from; chunk < to; chunk++) {
                  if (section.sum(chunk, piece -> {}) != section.sums()[chunk]) {
                    damaged.set(section.name());
                  }
                }
              });
      refuse(damaged.get());
      note(section);
    }
  }

  private synchronized Section[] matching(String prefix) {
    return sections.values().stream()
        .filter(section -> section.name().startsWith(prefix))
        .filter(section -> !verified.contains(section.name()))
        .toArray(Section[]::new);
  }

  private synchronized void note(Section section) {
    verified.add(section.name());
  }

  private static void verify(Section section) {
    for (int chunk = 0; chunk < section.chunks(); chunk++) {
      if (section.sum(chunk, piece -> {}) != section.sums()[chunk]) {
        refuse(section.name());
      }
    }
  }

  private static void refuse(String damaged) {
    if (damaged != null) {
      throw new UnusableIndexException("its section " + damaged + " is damaged");
    }
  }
}
