package heapsh.jdk;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Lists the objects that are seen through on the way from one target, each once, in the order in
 * which they were met. Used by one thread.
 *
 * <p>An item is one long: the index, the hops from the target, and whether {@code .value} follows
 * its relations.
 */
final class SeenThrough {
  /** Up to this length the list is searched, above it a hash set. */
  private static final int SHORT = 16;

  /** A set larger than this is not kept for the next target. */
  private static final int LARGE = 1 << 16;

  private static final long PLACE = ~0xFFFF_FFFEL;

  private final LongArrayList items = new LongArrayList();
  private LongOpenHashSet places = new LongOpenHashSet();

  void clear() {
    if (places.size() > LARGE) {
      places = new LongOpenHashSet();
    } else if (!places.isEmpty()) {
      places.clear();
    }
    items.clear();
  }

  int size() {
    return items.size();
  }

  int index(int k) {
    return (int) (items.getLong(k) >> 32);
  }

  int hops(int k) {
    return (int) items.getLong(k) >>> 1;
  }

  boolean ofValue(int k) {
    return (items.getLong(k) & 1) != 0;
  }

  /** Adds an object unless it is there. */
  void add(int index, int hops, boolean ofValue) {
    long place = (long) index << 32 | (ofValue ? 1 : 0);
    if (isNew(place)) {
      items.add(place | (long) hops << 1);
    }
  }

  private boolean isNew(long place) {
    if (items.size() > SHORT) {
      return places.add(place);
    }
    for (int k = 0; k < items.size(); k++) {
      if ((items.getLong(k) & PLACE) == place) {
        return false;
      }
    }
    if (items.size() == SHORT) {
      for (int k = 0; k < SHORT; k++) {
        places.add(items.getLong(k) & PLACE);
      }
      places.add(place);
    }
    return true;
  }
}
