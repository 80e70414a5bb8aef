package heapsh.jdk;

import heapsh.graph.HeapGraph;
import heapsh.jdk.Relation.Sort;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers relations: equal names have equal numbers. Thread-safe.
 *
 * <p>A map of a million keys makes a million relations, so names are kept packed in {@link
 * IntPages}, mostly outside the JVM's heap: sort, length and bytes of the text, length and bytes of
 * the step (or a mark when it is the same), four bytes to an int.
 *
 * <p>Names have even numbers. The odd number after it is the same name followed by {@code .value},
 * for the array of a String, and costs nothing.
 */
final class Labels {
  private static final int SAME = 0xFFFF;
  private static final String VALUE = ".value";
  private static final Sort[] SORTS = Sort.values();

  /** Class and member names in a dump may have 65,535 bytes; nothing useful is lost. */
  private static final int MAX_CHARS = 10_000;

  private final IntPages records;
  private final IntPages positions;
  private final IntPages folds;
  private int[] table = new int[1 << 10];
  private int end;
  private volatile int names;

  /** Makes the numbering of one heap; without a graph it stays on the JVM's heap. */
  Labels(HeapGraph graph) {
    records = new IntPages(graph);
    positions = new IntPages(graph);
    folds = new IntPages(graph);
  }

  /** Returns how many relations there are. */
  int count() {
    return names * 2;
  }

  /** Returns the number of a relation, a new one when it was not met before. */
  int intern(Sort sort, String text, String step) {
    byte[] record = record(sort, text, step);
    return intern(record, hash(record));
  }

  private synchronized int intern(byte[] record, int hash) {
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != 0) {
      if (equals(table[at] - 1, record, hash)) {
        return (table[at] - 1) * 2;
      }
      at = at + 1 & mask;
    }
    int name = append(record, hash);
    table[at] = name + 1;
    if (names > table.length / 4 * 3) {
      rehash();
    }
    return name * 2;
  }

  /** Returns the relation with this number. Makes the record anew. */
  Relation get(int number) {
    if (number < 0 || number >= count()) {
      throw new IndexOutOfBoundsException("relation " + number + " of " + count());
    }
    byte[] record = read(number >> 1);
    Sort sort = SORTS[record[0]];
    int length = u2(record, 1);
    String text = new String(record, 3, length, StandardCharsets.UTF_8);
    int at = 3 + length;
    length = u2(record, at);
    String step =
        length == SAME ? text : new String(record, at + 2, length, StandardCharsets.UTF_8);
    return (number & 1) == 0
        ? new Relation(text, step, sort, folded(number))
        : new Relation(text + VALUE, step + VALUE, sort, folded(number));
  }

  /** Returns the sort of a relation. O(1). */
  Sort sort(int number) {
    return SORTS[records.get(positions.get(number >> 1) + 2) & 0xff];
  }

  /**
   * Returns the number of the relation that stands for this one when rare keys are folded. O(1).
   */
  int folded(int number) {
    int fold = folds.get(number >> 1);
    return fold == 0 ? number : fold - 1 | number & 1;
  }

  /**
   * Notes what a relation by key folds to: {@code fold} for the first class of map that it is met
   * in, {@code mixed} when there are several. All three without {@code .value}.
   */
  void fold(int number, int fold, int mixed) {
    int now = folds.get(number >> 1);
    if (now != fold + 1 && now != mixed + 1) {
      synchronized (this) {
        now = folds.get(number >> 1);
        folds.set(number >> 1, now == 0 || now == fold + 1 ? fold + 1 : mixed + 1);
      }
    }
  }

  /** Returns the relation of a String's array, given that of the String. O(1). */
  static int valueOf(int number) {
    return number | 1;
  }

  private static byte[] record(Sort sort, String text, String step) {
    byte[] first = utf8(text);
    byte[] second = step.equals(text) ? null : utf8(step);
    int at = 3 + first.length;
    byte[] record = new byte[at + 2 + (second == null ? 0 : second.length)];
    record[0] = (byte) sort.ordinal();
    putLength(record, 1, first.length);
    System.arraycopy(first, 0, record, 3, first.length);
    putLength(record, at, second == null ? SAME : second.length);
    if (second != null) {
      System.arraycopy(second, 0, record, at + 2, second.length);
    }
    return record;
  }

  private static byte[] utf8(String text) {
    String limited = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    return limited.getBytes(StandardCharsets.UTF_8);
  }

  private static void putLength(byte[] record, int at, int length) {
    record[at] = (byte) (length >> 8);
    record[at + 1] = (byte) length;
  }

  /** Writes a record, its hash and its length before it, and returns the number of the name. */
  private int append(byte[] record, int hash) {
    int ints = 2 + (record.length + 3 >> 2);
    int room = IntPages.PAGE_INTS - (end & IntPages.PAGE_INTS - 1);
    if (room < ints) {
      end += room;
    }
    int name = names;
    records.set(end, hash);
    records.set(end + 1, record.length);
    for (int i = 0; i < record.length; i += 4) {
      records.set(end + 2 + (i >> 2), packed(record, i));
    }
    positions.set(name, end);
    folds.set(name, 0);
    end += ints;
    names = name + 1;
    return name;
  }

  private byte[] read(int name) {
    int position = positions.get(name);
    byte[] record = new byte[records.get(position + 1)];
    for (int i = 0; i < record.length; i++) {
      record[i] = (byte) (records.get(position + 2 + (i >> 2)) >> ((i & 3) << 3));
    }
    return record;
  }

  private boolean equals(int name, byte[] record, int hash) {
    int position = positions.get(name);
    if (records.get(position) != hash || records.get(position + 1) != record.length) {
      return false;
    }
    for (int i = 0; i < record.length; i += 4) {
      if (records.get(position + 2 + (i >> 2)) != packed(record, i)) {
        return false;
      }
    }
    return true;
  }

  private static int packed(byte[] record, int from) {
    int bits = 0;
    for (int i = Math.min(record.length, from + 4) - 1; i >= from; i--) {
      bits = bits << 8 | record[i] & 0xff;
    }
    return bits;
  }

  private void rehash() {
    int[] larger = new int[table.length * 2];
    int mask = larger.length - 1;
    table = larger;
    for (int name = 0; name < names; name++) {
      int at = records.get(positions.get(name)) & mask;
      while (larger[at] != 0) {
        at = at + 1 & mask;
      }
      larger[at] = name + 1;
    }
  }

  private static int u2(byte[] record, int at) {
    return (record[at] & 0xff) << 8 | record[at + 1] & 0xff;
  }

  private static int hash(byte[] record) {
    int hash = Arrays.hashCode(record) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
