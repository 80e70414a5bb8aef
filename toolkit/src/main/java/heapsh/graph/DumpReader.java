package heapsh.graph;

import heapsh.HeapException;
import heapsh.hprof.BigEndian;
import heapsh.hprof.DumpFile;
import heapsh.hprof.FieldType;
import heapsh.hprof.Tags;
import java.util.Arrays;

/**
 * Reads values straight from the dump, through a small cache of blocks: what is asked for together,
 * a String and its array for one, mostly stands together.
 */
final class DumpReader implements ObjectReader {
  private static final int BLOCK_SHIFT = 10;
  private static final int BLOCK_BYTES = 1 << BLOCK_SHIFT;

  /** A power of two. */
  private static final int BLOCKS = 1024;

  private final NativeGraph graph;
  private final Rows rows;
  private final DumpFile file;
  private final int idBytes;
  private final boolean dataless;
  private final byte[][] blocks = new byte[BLOCKS][];

  /** The number of the block in each place plus one, 0 for none. */
  private final long[] loaded = new long[BLOCKS];

  private final byte[] across = new byte[BLOCK_BYTES];
  private byte[] bytes = across;

  /**
   * Makes a reader.
   *
   * @param dataless whether there are arrays without data, of Android
   */
  DumpReader(NativeGraph graph, Rows rows, DumpFile file, int idBytes, boolean dataless) {
    this.dataless = dataless;
    this.graph = graph;
    this.rows = rows;
    this.file = file;
    this.idBytes = idBytes;
  }

  @Override
  public int reference(int index, HeapField field) {
    int target = rows.at(index, field.slot());
    // Rows do not tell null from dangling.
    return target != Rows.NULL ? target : indexOf(referenceId(index, field));
  }

  @Override
  public long referenceId(int index, HeapField field) {
    return readId(position(index, field));
  }

  @Override
  public long bits(int index, HeapField field) {
    FieldType type = field.type();
    int at = load(position(index, field), type.bytes(idBytes));
    return BigEndian.bits(bytes, at, type);
  }

  @Override
  public boolean hasData(int index) {
    if (!dataless) {
      return true;
    }
    int at = load(graph.position(index), 1);
    return (bytes[at] & 0xFF) != Tags.ANDROID_PRIMITIVE_ARRAY_NODATA;
  }

  @Override
  public int arrayLength(int index) {
    int at = load(graph.position(index), 9 + idBytes);
    return BigEndian.i4(bytes, at + 5 + idBytes);
  }

  @Override
  public int element(int index, int position) {
    long at = graph.position(index) + 9 + 2L * idBytes + (long) position * idBytes;
    return indexOf(readId(at));
  }

  @Override
  public long elementBits(int index, int position) {
    if (!hasData(index)) {
      throw new HeapException("the dump holds the length of this array, but not its elements");
    }
    FieldType type = graph.heapClass(graph.classNumber(index)).elementType();
    int width = type.bytes(idBytes);
    int at = load(data(index) + (long) position * width, width);
    return BigEndian.bits(bytes, at, type);
  }

  @Override
  public byte[] arrayBytes(int index, int from, int limit) {
    if (!hasData(index)) {
      return new byte[0];
    }
    int width = graph.heapClass(graph.classNumber(index)).elementType().bytes(idBytes);
    long left = (long) (arrayLength(index) - from) * width;
    int count = (int) Math.max(0, Math.min(left, limit));
    long start = data(index) + (long) from * width;
    if (count > BLOCK_BYTES) {
      byte[] copy = new byte[count];
      file.read(start, copy, 0, count);
      return copy;
    }
    int at = load(start, count);
    return Arrays.copyOfRange(bytes, at, at + count);
  }

  /** Returns where the data of a primitive array begins. */
  private long data(int index) {
    return graph.position(index) + 10 + idBytes;
  }

  private long position(int index, HeapField field) {
    long record = graph.position(index);
    if (field.isStatic()) {
      return record + field.offset();
    }
    int dataBytes = graph.heapClass(graph.classNumber(index)).dataBytes();
    return record + 9 + 2L * idBytes + dataBytes - field.offset();
  }

  private long readId(long position) {
    int at = load(position, idBytes);
    return BigEndian.id(bytes, at, idBytes);
  }

  private int indexOf(long id) {
    if (id == 0) {
      return NULL;
    }
    int index = graph.indexOf(id);
    return index < 0 ? DANGLING : index;
  }

  /** Makes {@code length} bytes of the file stand in {@link #bytes} and returns where. */
  private int load(long position, int length) {
    long block = position >>> BLOCK_SHIFT;
    int at = (int) position & BLOCK_BYTES - 1;
    if (at + length > BLOCK_BYTES) {
      return loadAcross(position, length);
    }
    int slot = (int) block & BLOCKS - 1;
    bytes = blocks[slot];
    if (loaded[slot] != block + 1) {
      read(block, slot);
    }
    return at;
  }

  private void read(long block, int slot) {
    if (bytes == null) {
      bytes = new byte[BLOCK_BYTES];
      blocks[slot] = bytes;
    }
    loaded[slot] = 0;
    long start = block << BLOCK_SHIFT;
    file.read(start, bytes, 0, (int) Math.min(BLOCK_BYTES, file.size() - start));
    loaded[slot] = block + 1;
  }

  /** Reads what stands in two blocks. */
  private int loadAcross(long position, int length) {
    bytes = across;
    file.read(position, bytes, 0, length);
    return 0;
  }
}
