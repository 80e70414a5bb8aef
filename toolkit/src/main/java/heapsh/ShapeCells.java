package heapsh;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;

/**
 * Sums objects and bytes by shape and class. Most shapes lead to objects of one class, so there are
 * little more cells than shapes. Not thread-safe.
 */
final class ShapeCells {
  /** The shape of objects that no path reaches. */
  static final int NO_PATH = -1;

  private final Long2IntOpenHashMap cells = new Long2IntOpenHashMap();
  private final IntArrayList nodes = new IntArrayList();
  private final IntArrayList classes = new IntArrayList();
  private final LongArrayList counts = new LongArrayList();
  private final LongArrayList bytes = new LongArrayList();
  private long lastKey = -1;
  private int last;

  ShapeCells() {
    cells.defaultReturnValue(-1);
  }

  /** Returns the cell of a shape and a class, made when it is not there. O(1). */
  int cell(int node, int type) {
    long key = (node + 1L) << 32 | type;
    if (key == lastKey) { // objects of one list or array stand together
      return last;
    }
    int cell = cells.get(key);
    if (cell < 0) {
      cell = nodes.size();
      cells.put(key, cell);
      nodes.add(node);
      classes.add(type);
      counts.add(0);
      bytes.add(0);
    }
    lastKey = key;
    last = cell;
    return cell;
  }

  void add(int node, int type, long count, long size) {
    int cell = cell(node, type);
    counts.set(cell, counts.getLong(cell) + count);
    bytes.set(cell, bytes.getLong(cell) + size);
  }

  /** Returns the sums of several, in the order of shapes and classes, however they were divided. */
  static ShapeCells sum(List<ShapeCells> parts) {
    long[] keys =
        parts.stream().flatMapToLong(part -> part.cells.keySet().longStream()).sorted().toArray();
    ShapeCells sum = new ShapeCells();
    for (long key : keys) {
      sum.cell((int) (key >>> 32) - 1, (int) key);
    }
    for (ShapeCells part : parts) {
      for (int cell = 0; cell < part.size(); cell++) {
        sum.add(part.node(cell), part.type(cell), part.count(cell), part.bytes(cell));
      }
    }
    return sum;
  }

  int size() {
    return nodes.size();
  }

  int node(int cell) {
    return nodes.getInt(cell);
  }

  int type(int cell) {
    return classes.getInt(cell);
  }

  long count(int cell) {
    return counts.getLong(cell);
  }

  long bytes(int cell) {
    return bytes.getLong(cell);
  }
}
