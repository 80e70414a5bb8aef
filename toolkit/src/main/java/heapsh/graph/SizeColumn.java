package heapsh.graph;

import heapsh.hprof.FieldType;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.function.IntToLongFunction;

/**
 * Holds shallow sizes in a byte each, in units of 8 bytes; sizes of 2,040 bytes and more stand in a
 * map.
 *
 * <p>The object layout is known only when every object was seen. So the column holds lengths at
 * first, of arrays and of what else differs within a class, written by several threads, each
 * through its own {@link Lengths}; {@link #settle} turns them into sizes, in one sweep over the
 * column.
 */
final class SizeColumn {
  private static final int LARGE = 0xFF;
  private static final int CHUNK = 1 << 18;

  private final ByteColumn units;
  private final Int2LongOpenHashMap large = new Int2LongOpenHashMap();

  /** Lengths that do not fit a byte: index above, length below. */
  private final LongArrayList longLengths = new LongArrayList();

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

  Lengths lengths() {
    return new Lengths();
  }

  /** Writes lengths for one thread. */
  final class Lengths {
    private final LongArrayList mine = new LongArrayList();

    void set(int index, int length) {
      if (length >= LARGE || length < 0) {
        units.set(index, LARGE);
        mine.add((long) index << 32 | length & 0xFFFFFFFFL);
      } else {
        units.set(index, length);
      }
    }

    void merge() {
      synchronized (longLengths) {
        longLengths.addAll(mine);
      }
    }
  }

  /** Turns lengths into sizes. O(objects), two sequential reads each. */
  void settle(ObjectLayout layout, HeapClass[] classes, IntColumn classNumbers, int objects) {
    // A later record of the same object may have put a short length over a long one.
    longLengths.removeIf(pair -> units.get((int) (pair >>> 32)) != LARGE);
    Sizing[] sizings = sizings(layout, classes);
    int[] instanceUnits = instanceUnits(sizings);
    Workers.forRange(
        objects,
        CHUNK,
        () -> {
          Sizes sizes = new Sizes();
          return (from, to) -> {
            sweep(sizes, sizings, instanceUnits, classNumbers, (int) from, (int) to);
            sizes.merge();
          };
        });
    Sizes sizes = new Sizes();
    for (int k = 0; k < longLengths.size(); k++) {
      int index = (int) (longLengths.getLong(k) >>> 32);
      Sizing sizing = sizings[classNumbers.get(index)];
      sizes.set(index, sizing.bytes((int) longLengths.getLong(k)));
    }
    for (HeapClass type : classes) {
      if (type.objectIndex() >= 0) {
        sizes.set(type.objectIndex(), layout.classObjectBytes(type));
      }
    }
    sizes.merge();
    longLengths.clear();
    longLengths.trim();
  }

  private void sweep(
      Sizes sizes,
      Sizing[] sizings,
      int[] instanceUnits,
      IntColumn classNumbers,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      int number = classNumbers.get(i);
      int size = instanceUnits[number];
      if (size < LARGE) {
        units.set(i, size);
      } else {
        sizeOne(sizes, sizings[number], i);
      }
    }
  }

  private void sizeOne(Sizes sizes, Sizing sizing, int index) {
    if (sizing.unitsByLength == null) {
      sizes.set(index, sizing.instanceBytes);
      return;
    }
    int length = units.get(index);
    if (length == LARGE) {
      return; // one of the long lengths
    }
    int size = sizing.unitsByLength[length] & 0xFF;
    if (size == LARGE) {
      sizes.set(index, sizing.bytes(length));
    } else {
      units.set(index, size);
    }
  }

  /** Returns the units of instances by class number, LARGE where these alone do not tell. */
  private static int[] instanceUnits(Sizing[] sizings) {
    int[] all = new int[sizings.length];
    for (int number = 0; number < all.length; number++) {
      all[number] = sizings[number].unitsByLength == null ? sizings[number].instanceUnits : LARGE;
    }
    return all;
  }

  private static Sizing[] sizings(ObjectLayout layout, HeapClass[] classes) {
    Sizing[] ofType = new Sizing[FieldType.values().length];
    Sizing[] sizings = new Sizing[classes.length];
    for (HeapClass type : classes) {
      FieldType element = type.elementType();
      if (element == null) {
        sizings[type.number()] = Sizing.ofInstances(layout, type);
      } else {
        if (ofType[element.ordinal()] == null) {
          ofType[element.ordinal()] = Sizing.byLength(length -> layout.arrayBytes(element, length));
        }
        sizings[type.number()] = ofType[element.ordinal()];
      }
    }
    return sizings;
  }

  private static int unitsOf(long bytes) {
    return bytes >= LARGE << 3 || (bytes & 7) != 0 ? LARGE : (int) (bytes >>> 3);
  }

  /** Says how large the objects of one class are. */
  private static final class Sizing {
    /** Units by length, 0 to 254; null where all instances are of one size. */
    final byte[] unitsByLength;

    final IntToLongFunction bytesByLength;
    final long instanceBytes;
    final int instanceUnits;

    private Sizing(byte[] unitsByLength, IntToLongFunction bytesByLength, long bytes) {
      this.unitsByLength = unitsByLength;
      this.bytesByLength = bytesByLength;
      this.instanceBytes = bytes;
      this.instanceUnits = unitsOf(bytes);
    }

    static Sizing ofInstances(ObjectLayout layout, HeapClass type) {
      if (StackChunks.sizeField(type) != null) {
        return byLength(words -> layout.stackChunkBytes(type, words));
      }
      long bytes = layout.instanceBytes(type);
      return new Sizing(null, length -> bytes, bytes);
    }

    static Sizing byLength(IntToLongFunction bytes) {
      byte[] units = new byte[LARGE];
      for (int length = 0; length < LARGE; length++) {
        units[length] = (byte) unitsOf(bytes.applyAsLong(length));
      }
      return new Sizing(units, bytes, 0);
    }

    long bytes(int length) {
      return bytesByLength.applyAsLong(length);
    }
  }

  /** Writes sizes for one thread. */
  private final class Sizes {
    private final Int2LongOpenHashMap mine = new Int2LongOpenHashMap();

    void set(int index, long bytes) {
      int size = unitsOf(bytes);
      units.set(index, size);
      if (size == LARGE) {
        mine.put(index, bytes);
      }
    }

    void merge() {
      if (!mine.isEmpty()) {
        synchronized (large) {
          large.putAll(mine);
        }
        mine.clear();
      }
    }
  }
}
