package heapsh.graph;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;

/**
 * Holds shallow sizes in a byte each, in units of 8 bytes; sizes of 2,040 bytes and more stand in a
 * map. Written by several threads, each through its own {@link Writer}; read when all are merged.
 */
final class SizeColumn {
  private static final int LARGE = 0xFF;

  private final ByteColumn units;
  private final Int2LongOpenHashMap large = new Int2LongOpenHashMap();

  SizeColumn(ByteColumn units) {
    this.units = units;
  }

  /** Adds the column to what an index keeps. */
  void keep(SectionList out, String name, long length) {
    out.bytes(name, units, length);
    ByteSink sink = new ByteSink();
    sink.putInt(large.size());
    large
        .int2LongEntrySet()
        .fastForEach(
            entry -> {
              sink.putInt(entry.getIntKey());
              sink.putLong(entry.getLongValue());
            });
    out.blob(name + ".large", sink.toArray());
  }

  /** Gives a column that an index keeps. */
  static SizeColumn kept(IndexFile in, String name, long length) {
    SizeColumn column = new SizeColumn(in.bytes(name, length));
    ByteSource source = in.blob(name + ".large");
    int count = source.count(Integer.BYTES + Long.BYTES);
    column.large.ensureCapacity(count);
    for (int i = 0; i < count; i++) {
      column.large.put(source.getInt(), source.getLong());
    }
    return column;
  }

  long get(int index) {
    int size = units.get(index);
    return size == LARGE ? large.get(index) : size << 3;
  }

  Writer writer() {
    return new Writer();
  }

  /** Writes sizes for one thread. */
  final class Writer {
    private final Int2LongOpenHashMap mine = new Int2LongOpenHashMap();

    void set(int index, long bytes) {
      if (bytes >= LARGE << 3 || (bytes & 7) != 0) {
        units.set(index, LARGE);
        mine.put(index, bytes);
      } else {
        units.set(index, (int) (bytes >>> 3));
      }
    }

    void merge() {
      synchronized (large) {
        large.putAll(mine);
      }
    }
  }
}
