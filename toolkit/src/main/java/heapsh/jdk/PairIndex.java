package heapsh.jdk;

import heapsh.graph.ObjectReader;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds where an object stands in an array of keys and values in turn, without a scan for each
 * question. Immutable.
 *
 * <p>Small arrays need none, {@link #scan} does. Up to a million elements a sorted list of (object,
 * position) is kept; above, only which objects are keys and which values: then every value is
 * {@code [*]}.
 */
final class PairIndex {
  /** Up to so many elements a scan is as good as an index. */
  static final int SMALL = 64;

  private static final int LARGE = 1 << 20;

  final int array;
  private final int length;
  private final long[] sorted;
  private int count;
  private final RoaringBitmap keys;
  private final RoaringBitmap values;

  /** Receives the places of an object. */
  interface Places {
    /** Takes one place, the position of its pair's key, or -1 when it is not kept. */
    void at(int keyPosition, boolean isKey);
  }

  PairIndex(ObjectReader reader, int array) {
    this.array = array;
    length = reader.arrayLength(array);
    sorted = length <= LARGE ? sort(reader) : null;
    keys = length > LARGE ? collect(reader, 0) : null;
    values = length > LARGE ? collect(reader, 1) : null;
  }

  /** Returns the number of longs kept, for caches. */
  int weight() {
    return sorted == null ? length / 64 : sorted.length;
  }

  private long[] sort(ObjectReader reader) {
    long[] places = new long[length];
    for (int i = 0; i < length; i++) {
      int element = reader.element(array, i);
      if (element >= 0) {
        places[count++] = (long) element << 32 | i;
      }
    }
    Arrays.sort(places, 0, count);
    return places;
  }

  private RoaringBitmap collect(ObjectReader reader, int from) {
    RoaringBitmap found = new RoaringBitmap();
    for (int i = from; i < length; i += 2) {
      int element = reader.element(array, i);
      if (element >= 0) {
        found.add(element);
      }
    }
    return found;
  }

  /** Gives every place of an object in a small array. */
  static void scan(ObjectReader reader, int array, int length, int object, Places places) {
    for (int i = 0; i < length; i++) {
      if (reader.element(array, i) == object) {
        places.at(i & ~1, (i & 1) == 0);
      }
    }
  }

  /** Gives every place of an object, keys and values, in order. */
  void find(int object, Places places) {
    if (keys != null) {
      if (keys.contains(object)) {
        places.at(-1, true);
      }
      if (values.contains(object)) {
        places.at(-1, false);
      }
      return;
    }
    int at = Arrays.binarySearch(sorted, 0, count, (long) object << 32);
    for (int i = at < 0 ? -at - 1 : at; i < count; i++) {
      if (sorted[i] >> 32 != object) {
        return;
      }
      int position = (int) sorted[i];
      places.at(position & ~1, (position & 1) == 0);
    }
  }
}
