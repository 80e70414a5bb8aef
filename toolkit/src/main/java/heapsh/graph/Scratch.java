package heapsh.graph;

import heapsh.HeapException;
import java.io.Closeable;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gives out columns that live in one mapped temporary file, so that they never need the JVM's heap:
 * the system keeps of them what fits in memory. Columns that are given back make room for others.
 * Thread-safe.
 *
 * <p>New parts of the file are filled with zeros when they are given out: writing to the file makes
 * its pages in large pieces, which costs a tenth of making each when it is first touched. Of
 * columns that may be much longer than what they will hold ({@link Room}) only what is needed gets
 * filled; the pages of the rest take no room.
 */
public final class Scratch implements Closeable {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int PAGE = 4096;
  private static final byte[] ZEROS = new byte[1 << 16];

  private final ScratchFile file;
  private final Extents extents;
  private final ThreadLocal<List<Column>> taken = new ThreadLocal<>();
  private boolean lastOfFile = true;
  private boolean closed;

  private Scratch(ScratchFile file, Extents extents) {
    this.file = file;
    this.extents = extents;
  }

  /**
   * Makes the file.
   *
   * @throws HeapException when the directory cannot be written
   */
  public static Scratch in(Path directory) {
    ScratchFile file = ScratchFile.in(directory);
    return new Scratch(file, new Extents(file));
  }

  /** Leaves the file open when this is closed, for {@link #next}. */
  synchronized void keepFile() {
    lastOfFile = false;
  }

  /** Closes the file together with this, now if this is closed. */
  synchronized void endWithFile() {
    lastOfFile = true;
    if (closed) {
      file.close();
    }
  }

  /** Returns another one on the file of this, which is closed and kept its file. */
  synchronized Scratch next() {
    extents.giveBackAll();
    return new Scratch(file, extents);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Makes sure that the directory has room for about this many bytes more. */
  void require(long bytes) {
    file.require(bytes - extents.freeBytes());
  }

  /** Makes the exception for a page of the file that cannot be made, which a full disk causes. */
  HeapException full(Throwable cause) {
    return file.full(cause);
  }

  /**
   * Runs work that takes columns, and takes them back when it fails: whoever stops a long
   * computation ten times pays for its columns once. The work must take its columns on the calling
   * thread.
   */
  <T> T attempt(Supplier<T> work) {
    List<Column> outer = taken.get();
    List<Column> mine = new ArrayList<>();
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
        mine.forEach(this::release);
      }
    }
  }

  /** Gives a column of ints that may hold anything. */
  public IntColumn ints(long length) {
    IntColumn column = note(new IntColumn(length, takeInts(length)));
    fill(column);
    return column;
  }

  /** Gives a column of longs that may hold anything. */
  LongColumn longs(long length) {
    Extent[] parts = take(length, LongColumn.PART_SHIFT, Long.BYTES);
    LongColumn column = note(new LongColumn(length, parts));
    fill(column);
    return column;
  }

  /** Gives a column of ints that are zero. */
  public IntColumn zeroInts(long length) {
    IntColumn column = note(new IntColumn(length, takeInts(length)));
    clear(column);
    return column;
  }

  /** Gives a column of bytes that are zero. */
  ByteColumn zeroBytes(long length) {
    ByteColumn column = note(new ByteColumn(take(length, ByteColumn.PART_SHIFT, 1)));
    clear(column);
    return column;
  }

  /**
   * Gives a column of ints that may be much longer than what it will hold; it cannot be released.
   */
  public Room<IntColumn> room(long length) {
    Extent[] parts = takeNew(length, IntColumn.PART_SHIFT, Integer.BYTES);
    return new Room<>(new IntColumn(length, parts), parts, Integer.BYTES);
  }

  /**
   * Gives a column of longs that may be much longer than what it will hold; it cannot be released.
   */
  Room<LongColumn> roomForLongs(long length) {
    Extent[] parts = takeNew(length, LongColumn.PART_SHIFT, Long.BYTES);
    return new Room<>(new LongColumn(length, parts), parts, Long.BYTES);
  }

  private <C extends Column> C note(C column) {
    if (taken.get() != null) {
      taken.get().add(column);
    }
    return column;
  }

  /** Takes a column back, one of its own, that nobody uses any more. */
  synchronized void release(Column column) {
    if (taken.get() != null) {
      taken.get().remove(column);
    }
    if (closed) {
      return; // It went with all others.
    }
    for (Extent part : column.extents()) {
      extents.giveBack(part);
    }
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

  private Extent[] takeInts(long length) {
    return take(length, IntColumn.PART_SHIFT, Integer.BYTES);
  }

  private Extent[] take(long length, int partShift, int width) {
    checkOpen();
    Extent[] parts = new Extent[parts(length, partShift)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = extents.take(partBytes(length, i, partShift, width));
    }
    return parts;
  }

  private Extent[] takeNew(long length, int partShift, int width) {
    checkOpen();
    Extent[] parts = new Extent[parts(length, partShift)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = extents.takeNew(partBytes(length, i, partShift, width));
    }
    return parts;
  }

  private void checkOpen() {
    if (isClosed()) {
      throw ScratchFile.closedAlready();
    }
  }

  private static int parts(long length, int partShift) {
    return (int) Math.max(1, length + (1L << partShift) - 1 >>> partShift);
  }

  private static int partBytes(long length, int part, int partShift, int width) {
    long left = length - ((long) part << partShift);
    return (int) Math.min(left, 1L << partShift) * width;
  }

  /** Makes the pages of what is new. */
  private void fill(Column column) {
    for (Extent part : column.extents()) {
      if (!part.used()) {
        makePages(part, 0, part.bytes());
      }
    }
  }

  /** Makes the pages of what is new, and clears the rest. */
  private void clear(Column column) {
    fill(column);
    for (Extent part : column.extents()) {
      if (part.used()) {
        ByteBuffer memory = part.memory();
        for (int at = 0; at < part.bytes(); at += ZEROS.length) {
          memory.put(at, ZEROS, 0, Math.min(ZEROS.length, part.bytes() - at));
        }
      }
    }
  }

  /**
   * Writes zeros by way of the file, then one into each mapped page, so that the system maps many
   * of them at once, for writing.
   */
  private void makePages(Extent part, int from, int to) {
    file.writeZeros(part.position() + from, to - from);
    for (int at = from; at < to; at = at / PAGE * PAGE + PAGE) {
      part.block().put(part.at() + at, (byte) 0);
    }
  }

  /** Closes the file; its room is free once no column is in use. */
  @Override
  public synchronized void close() {
    closed = true;
    if (lastOfFile) {
      file.close();
    }
  }

  /** Holds a column that may be much longer than what it will hold. */
  public final class Room<C> {
    private final C column;
    private final Extent[] parts;
    private final int width;

    private Room(C column, Extent[] parts, int width) {
      this.column = column;
      this.parts = parts;
      this.width = width;
    }

    /** Returns the column. */
    public C column() {
      return column;
    }

    /**
     * Fills a stretch with zeros, which makes it cheap to write to; what is not filled is zero too.
     * Nobody may have written there before.
     */
    void fill(long first, long end) {
      long to = end * width;
      long partBytes = parts[0].bytes(); // All but the last one are of one length.
      for (long from = first * width; from < to; ) {
        int part = (int) (from / partBytes);
        long begin = part * partBytes;
        long stop = Math.min(to, begin + partBytes);
        makePages(parts[part], (int) (from - begin), (int) (stop - begin));
        from = stop;
      }
    }
  }
}
