package heapsh;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/** Numbers distinct longs from 0, in the order of arrival. Thread-safe. */
final class LongNumbers {
  private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
  private final LongArrayList values = new LongArrayList();

  LongNumbers() {
    numbers.defaultReturnValue(-1);
  }

  /** Returns the number of a value, the next free one when it is new. */
  synchronized int number(long value) {
    int number = numbers.get(value);
    if (number < 0) {
      number = values.size();
      numbers.put(value, number);
      values.add(value);
    }
    return number;
  }

  /** Returns the value of a number. */
  synchronized long value(int number) {
    return values.getLong(number);
  }

  synchronized int size() {
    return values.size();
  }

  static long pair(int high, int low) {
    return (long) high << 32 | low & 0xFFFFFFFFL;
  }

  static int high(long pair) {
    return (int) (pair >>> 32);
  }

  static int low(long pair) {
    return (int) pair;
  }

  /** A thread's own front: what it has met before takes no lock. */
  static final class Cache {
    private final LongNumbers shared;
    private final Long2IntOpenHashMap known = new Long2IntOpenHashMap();

    Cache(LongNumbers shared) {
      this.shared = shared;
      known.defaultReturnValue(-1);
    }

    int number(long value) {
      int number = known.get(value);
      if (number < 0) {
        number = shared.number(value);
        known.put(value, number);
      }
      return number;
    }
  }
}
