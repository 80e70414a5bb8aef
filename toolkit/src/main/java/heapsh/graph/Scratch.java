package heapsh.graph;

import heapsh.HeapException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives out columns that live in one mapped temporary file, so that they never need the JVM's heap:
 * the system keeps of them what fits in memory. Thread-safe.
 *
 * <p>Columns are filled with zeros when they are given out: writing to the file makes its pages in
 * large pieces, which costs a tenth of making each when it is first touched. Of columns that may be
 * much longer than what they will hold ({@link Room}) only what is needed gets filled; the pages of
 * the rest take no room.
 *
 * <p>The file is readable by its owner only. Where the system allows it is deleted as soon as it is
 * open, so nothing is left behind even when the process is killed.
 */
public final class Scratch implements Closeable {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int PAGE = 4096;
  private static final byte[] ZEROS = new byte[1 << 18];

  /**
   * Column lengths are rounded up to this, so that one of n objects and one of n + 1 can stand in
   * for each other.
   */
  private static final long LENGTH_UNIT = 1024;

  private final Path directory;
  private final Path file;

  /** What fills the file: its writes, unlike those of a channel, do not end when interrupted. */
  private final RandomAccessFile writer;

  private final FileChannel channel;
  private final Map<Long, Deque<IntColumn>> freeInts = new HashMap<>();
  private final Map<Long, Deque<LongColumn>> freeLongs = new HashMap<>();
  private final ThreadLocal<Taken> taken = new ThreadLocal<>();
  private long end;
  private boolean closed;

  private Scratch(Path directory, Path file, RandomAccessFile writer) {
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
  public static Scratch in(Path directory) {
    try {
      Path file = Files.createTempFile(directory, "heapsh-", ".scratch", ownerOnly(directory));
      RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw");
      deleteEarly(file);
      return new Scratch(directory, file, writer);
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

  /**
   * Runs work that takes columns, and takes them back when it fails: whoever stops a long
   * computation ten times pays for its columns once. The work must take its columns on the calling
   * thread.
   */
  <T> T attempt(Supplier<T> work) {
    Taken outer = taken.get();
    Taken mine = new Taken(new ArrayList<>(), new ArrayList<>());
    taken.set(mine);
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } catch (InternalError e) {
      throw full(e);
    } finally {
      taken.set(outer);
      if (!done) {
        mine.ints.forEach(this::release);
        mine.longs.forEach(this::release);
      }
    }
  }

  /**
   * Gives a column of ints; they are zero unless the column was {@link #release released} before.
   */
  public IntColumn ints(long length) {
    IntColumn column = pop(freeInts, rounded(length));
    return column != null ? note(column) : freshInts(length);
  }

  /** Gives a column of ints that are all zero. */
  IntColumn freshInts(long length) {
    Room<IntColumn> room = room(length);
    room.fill(0, room.column.length());
    return room.column;
  }

  /** Gives a column of ints that may be much longer than what it will hold. */
  public Room<IntColumn> room(long length) {
    long ints = rounded(length);
    Mapping mapping = map(ints, Integer.BYTES, IntColumn.PART_SHIFT);
    return new Room<>(note(new IntColumn(ints, mapping.parts)), mapping);
  }

  /** Gives a column of longs that may be much longer than what it will hold. */
  Room<LongColumn> roomForLongs(long length) {
    long longs = rounded(length);
    Mapping mapping = map(longs, Long.BYTES, LongColumn.PART_SHIFT);
    return new Room<>(note(new LongColumn(longs, mapping.parts)), mapping);
  }

  /** Gives a column of longs; they are zero unless the column was released before. */
  LongColumn longs(long length) {
    LongColumn column = pop(freeLongs, rounded(length));
    if (column != null) {
      return note(column);
    }
    Room<LongColumn> room = roomForLongs(length);
    room.fill(0, room.column.length());
    return room.column;
  }

  private static long rounded(long length) {
    return (length + LENGTH_UNIT - 1) / LENGTH_UNIT * LENGTH_UNIT;
  }

  private IntColumn note(IntColumn column) {
    if (taken.get() != null) {
      taken.get().ints.add(column);
    }
    return column;
  }

  private LongColumn note(LongColumn column) {
    if (taken.get() != null) {
      taken.get().longs.add(column);
    }
    return column;
  }

  private synchronized <T> T pop(Map<Long, Deque<T>> free, long length) {
    Deque<T> same = free.get(length);
    return same == null ? null : same.poll();
  }

  /** Takes a column back that nobody uses any more, for the next one of its length. */
  public synchronized void release(IntColumn column) {
    if (taken.get() != null) {
      taken.get().ints.remove(column);
    }
    freeInts.computeIfAbsent(column.length(), key -> new ArrayDeque<>()).push(column);
  }

  /** Takes a column back that nobody uses any more, for the next one of its length. */
  synchronized void release(LongColumn column) {
    if (taken.get() != null) {
      taken.get().longs.remove(column);
    }
    freeLongs.computeIfAbsent(column.length(), key -> new ArrayDeque<>()).push(column);
  }

  /** Gives columns back when nobody refers to their owner any more. */
  void releaseWith(Object owner, IntColumn... columns) {
    CLEANER.register(
        owner,
        () -> {
          for (IntColumn column : columns) {
            release(column);
          }
        });
  }

  ByteColumn bytes(long length) {
    Mapping mapping = map(length, 1, ByteColumn.PART_SHIFT);
    mapping.fill(0, length);
    return new ByteColumn(mapping.parts);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static HeapException closedAlready() {
    return new HeapException("this heap is closed; open it again");
  }

  private synchronized Mapping map(long length, int width, int partShift) {
    if (closed) {
      throw closedAlready();
    }
    long partLength = 1L << partShift;
    ByteBuffer[] parts = new ByteBuffer[(int) Math.max(1, (length + partLength - 1) >>> partShift)];
    long position = end;
    for (int i = 0; i < parts.length; i++) {
      long values = Math.max(1, Math.min(partLength, length - i * partLength));
      parts[i] = mapPart(values * width);
    }
    return new Mapping(parts, width, partLength * width, position);
  }

  private ByteBuffer mapPart(long bytes) {
    // The mapping may be 2^30 bytes at most; IntColumn and LongColumn parts are exactly that.
    boolean interrupted = Thread.interrupted();
    try {
      ByteBuffer part =
          channel.map(FileChannel.MapMode.READ_WRITE, end, bytes).order(ByteOrder.nativeOrder());
      end += (bytes + PAGE - 1) / PAGE * PAGE;
      return part;
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

  /** Closes the file; its room is free once no column is in use. */
  @Override
  public synchronized void close() {
    closed = true;
    freeInts.clear();
    freeLongs.clear();
    try {
      writer.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new HeapException("cannot remove scratch file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Holds a column that may be much longer than what it will hold. */
  public static final class Room<C> {
    private final C column;
    private final Mapping mapping;

    private Room(C column, Mapping mapping) {
      this.column = column;
      this.mapping = mapping;
    }

    /** Returns the column. */
    public C column() {
      return column;
    }

    /**
     * Fills a stretch with zeros, which makes it cheap to write to; what is not filled is zero too.
     * Nobody may have written there before.
     */
    void fill(long from, long to) {
      mapping.fill(from, to);
    }
  }

  /** Knows where the parts of a column are in the file: one after another. */
  private final class Mapping {
    private final ByteBuffer[] parts;
    private final int width;
    private final long partBytes;
    private final long position;

    Mapping(ByteBuffer[] parts, int width, long partBytes, long position) {
      this.parts = parts;
      this.width = width;
      this.partBytes = partBytes;
      this.position = position;
    }

    /**
     * Writes zeros by way of the file, then one into each mapped page, so that the system maps many
     * of them at once, for writing.
     *
     * @param first which value of the column is the first one
     * @param end which one is the first after
     */
    void fill(long first, long end) {
      long from = first * width;
      long to = end * width;
      write(position + from, to - from);
      for (long at = from; at < to; at = at / PAGE * PAGE + PAGE) {
        parts[(int) (at / partBytes)].put((int) (at % partBytes), (byte) 0);
      }
    }

    private void write(long from, long bytes) {
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
  }

  /** Lists the columns that one attempt has taken. */
  private record Taken(List<IntColumn> ints, List<LongColumn> longs) {}
}
