package heapsh.jdk;

import heapsh.jdk.Relation.Sort;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers relations: equal names have equal numbers. Thread-safe.
 *
 * <p>A map of a million keys makes a million relations, so names are kept as bytes in pages,
 * without an object for each: sort, length and bytes of the text, length and bytes of the step (or
 * a mark when it is the same).
 *
 * <p>Names have even numbers. The odd number after it is the same name followed by {@code .value},
 * for the array of a String, and costs nothing.
 */
final class Labels {
  private static final int PAGE_BYTES_BITS = 18;
  private static final int NUMBERS_BITS = 14;
  private static final int NUMBERS_MASK = (1 << NUMBERS_BITS) - 1;
  private static final int SAME = 0xFFFF;
  private static final String VALUE = ".value";
  private static final Sort[] SORTS = Sort.values();

  /** Class and member names in a dump may have 65,535 bytes; nothing useful is lost. */
  private static final int MAX_CHARS = 10_000;

  private final byte[][] pages = new byte[1 << 31 - PAGE_BYTES_BITS][];
  private final int[][] positions = new int[1 << 30 - NUMBERS_BITS][];
  private final int[][] folds = new int[1 << 30 - NUMBERS_BITS][];
  private int[] table = new int[1 << 10];
  private int end;
  private volatile int names;

  /** Returns how many relations there are. */
  int count() {
    return names * 2;
  }

  /** Returns the number of a relation, a new one when it was not met before. */
  synchronized int intern(Sort sort, String text, String step) {
    byte[] record = record(sort, text, step);
    int mask = table.length - 1;
    int at = hash(record, 0, record.length) & mask;
    while (table[at] != 0) {
      if (equals(table[at] - 1, record)) {
        return (table[at] - 1) * 2;
      }
      at = at + 1 & mask;
    }
    int name = append(record);
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
    int position = position(number >> 1);
    byte[] page = pages[position >> PAGE_BYTES_BITS];
    int at = position & (1 << PAGE_BYTES_BITS) - 1;
    Sort sort = SORTS[page[at]];
    int length = u2(page, at + 1);
    String text = new String(page, at + 3, length, StandardCharsets.UTF_8);
    at += 3 + length;
    length = u2(page, at);
    String step = length == SAME ? text : new String(page, at + 2, length, StandardCharsets.UTF_8);
    return (number & 1) == 0
        ? new Relation(text, step, sort, folded(number))
        : new Relation(text + VALUE, step + VALUE, sort, folded(number));
  }

  /**
   * Returns the number of the relation that stands for this one when rare keys are folded. O(1).
   */
  int folded(int number) {
    int fold = folds[number >> NUMBERS_BITS + 1][number >> 1 & NUMBERS_MASK];
    return fold == 0 ? number : fold - 1 | number & 1;
  }

  /**
   * Notes what a relation by key folds to: {@code fold} for the first class of map that it is met
   * in, {@code mixed} when there are several. All three without {@code .value}.
   */
  void fold(int number, int fold, int mixed) {
    int[] page = folds[number >> NUMBERS_BITS + 1];
    int now = page[number >> 1 & NUMBERS_MASK];
    if (now != fold + 1 && now != mixed + 1) {
      synchronized (this) {
        now = page[number >> 1 & NUMBERS_MASK];
        page[number >> 1 & NUMBERS_MASK] = now == 0 || now == fold + 1 ? fold + 1 : mixed + 1;
      }
    }
  }

  /** Returns the relation of a String's array, given that of the String. O(1). */
  static int valueOf(int number) {
    return number | 1;
  }

  private static byte[] record(Sort sort, String text, String step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
    out.write(sort.ordinal());
    write(out, text);
    if (step.equals(text)) {
      out.write(SAME >> 8);
      out.write(SAME);
    } else {
      write(out, step);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    String limited = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    byte[] bytes = limited.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private int append(byte[] record) {
    int room = (1 << PAGE_BYTES_BITS) - (end & (1 << PAGE_BYTES_BITS) - 1);
    if (room < record.length) {
      end += room;
    }
    int page = end >> PAGE_BYTES_BITS;
    if (pages[page] == null) {
      pages[page] = new byte[1 << PAGE_BYTES_BITS];
    }
    System.arraycopy(record, 0, pages[page], end & (1 << PAGE_BYTES_BITS) - 1, record.length);
    int name = names;
    if ((name & NUMBERS_MASK) == 0) {
      folds[name >> NUMBERS_BITS] = new int[1 << NUMBERS_BITS];
      positions[name >> NUMBERS_BITS] = new int[1 << NUMBERS_BITS];
    }
    positions[name >> NUMBERS_BITS][name & NUMBERS_MASK] = end;
    end += record.length;
    names = name + 1;
    return name;
  }

  private int position(int name) {
    return positions[name >> NUMBERS_BITS][name & NUMBERS_MASK];
  }

  private boolean equals(int name, byte[] record) {
    int position = position(name);
    int from = position & (1 << PAGE_BYTES_BITS) - 1;
    byte[] page = pages[position >> PAGE_BYTES_BITS];
    int to = Math.min(page.length, from + record.length);
    return Arrays.equals(page, from, to, record, 0, record.length);
  }

  private void rehash() {
    int[] larger = new int[table.length * 2];
    int mask = larger.length - 1;
    table = larger;
    for (int name = 0; name < names; name++) {
      int position = position(name);
      byte[] page = pages[position >> PAGE_BYTES_BITS];
      int from = position & (1 << PAGE_BYTES_BITS) - 1;
      int at = hash(page, from, from + recordLength(page, from)) & mask;
      while (larger[at] != 0) {
        at = at + 1 & mask;
      }
      larger[at] = name + 1;
    }
  }

  private static int recordLength(byte[] page, int from) {
    int text = u2(page, from + 1);
    int step = u2(page, from + 3 + text);
    return 3 + text + 2 + (step == SAME ? 0 : step);
  }

  private static int u2(byte[] page, int at) {
    return (page[at] & 0xff) << 8 | page[at + 1] & 0xff;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
