package heapsh.graph;

import heapsh.HeapException;
import heapsh.hprof.BigEndian;
import heapsh.hprof.DumpFile;
import heapsh.hprof.FieldType;
import heapsh.hprof.Tags;
import java.util.Arrays;

/** Reads values straight from the dump, through a few small windows. */
final class DumpReader implements ObjectReader {
  // Values lie far apart: many small windows cost less than few large ones.
  private static final int WINDOW_BYTES = 1 << 10;
  private static final int WINDOWS = 16;

  private final NativeGraph graph;
  private final Rows rows;
  private final DumpFile file;
  private final int idBytes;
  private final boolean dataless;
  private final byte[][] windows = new byte[WINDOWS][WINDOW_BYTES];
  private final long[] starts = new long[WINDOWS];
  private final int[] lengths = new int[WINDOWS];
  private int latest;
  private byte[] bytes = windows[0];

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
    if (count > WINDOW_BYTES) {
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
    for (int i = 0; i < WINDOWS; i++) {
      int w = (latest + i) % WINDOWS;
      long offset = position - starts[w];
      if (offset >= 0 && offset + length <= lengths[w]) {
        bytes = windows[w];
        latest = w;
        return (int) offset;
      }
    }
    int w = (latest + WINDOWS - 1) % WINDOWS;
    lengths[w] = 0;
    int count = (int) Math.min(WINDOW_BYTES, file.size() - position);
    file.read(position, windows[w], 0, count);
    starts[w] = position;
    lengths[w] = count;
    latest = w;
    bytes = windows[w];
    return 0;
  }
}
