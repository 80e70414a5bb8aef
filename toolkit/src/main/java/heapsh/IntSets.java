package heapsh;

import java.util.Arrays;

/**
 * Numbers distinct sorted sequences of ints: equal sequences have equal numbers, from 0 in the
 * order of arrival.
 *
 * <p>An open-addressing hash table over one flat array: a sequence of k ints costs 4k + 12 bytes or
 * so, no object. Thread-safe.
 */
final class IntSets {
  private static final int FREE = -1;

  private int[] data = new int[64];
  private int[] ends = new int[16];
  private int[] table = new int[32];
  private int size;

  IntSets() {
    Arrays.fill(table, FREE);
  }

  synchronized int size() {
    return size;
  }

  /** Returns a copy of a sequence. */
  synchronized int[] get(int number) {
    return Arrays.copyOfRange(data, start(number), ends[number]);
  }

  /** Returns the number of the sequence in the first {@code n} places of {@code values}. */
  synchronized int number(int[] values, int n) {
    int slot = slot(values, n);
    if (table[slot] == FREE) {
      table[slot] = add(values, n);
      if (2 * size > table.length) {
        grow();
        return size - 1;
      }
    }
    return table[slot];
  }

  private int slot(int[] values, int n) {
    int mask = table.length - 1;
    int slot = hash(values, 0, n) & mask;
    while (table[slot] != FREE && !equal(table[slot], values, n)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean equal(int number, int[] values, int n) {
    return Arrays.equals(data, start(number), ends[number], values, 0, n);
  }

  private int add(int[] values, int n) {
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, n);
    if (end > data.length) {
      data = Arrays.copyOf(data, Math.max(end, data.length + (data.length >> 1)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size + (size >> 1));
    }
    System.arraycopy(values, 0, data, start, n);
    ends[size] = end;
    return size++;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, FREE);
    int mask = table.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hash(data, start(number), ends[number]) & mask;
      while (table[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      table[slot] = number;
    }
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static int hash(int[] values, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = (hash ^ values[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** A thread's own front to shared sets: what it has met before takes no lock. */
  static final class Cache {
    private final IntSets shared;
    private final IntSets own = new IntSets();
    private int[] sharedNumbers = new int[16];
    private int known;

    Cache(IntSets shared) {
      this.shared = shared;
    }

    /** Returns the shared number of a sequence. */
    int number(int[] values, int n) {
      int number = own.number(values, n);
      if (number == known) {
        if (known == sharedNumbers.length) {
          sharedNumbers = Arrays.copyOf(sharedNumbers, known * 2);
        }
        sharedNumbers[known++] = shared.number(values, n);
      }
      return sharedNumbers[number];
    }
  }
}
