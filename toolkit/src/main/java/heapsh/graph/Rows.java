package heapsh.graph;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds the outgoing references of every object as compressed rows.
 *
 * <p>A row is a run of ints in one column, the last one marked by its sign bit; {@code start} says
 * where it begins, 0 for an object without references. Rows of instances keep the place of null
 * fields, so that the position in a row tells the field; nulls at the end of a row, and all nulls
 * of arrays, are left out.
 */
final class Rows {
  /** Stands for null in a row. */
  static final int NULL = Integer.MAX_VALUE;

  private static final int LAST = Integer.MIN_VALUE;
  private static final int CHECKED_AT_A_TIME = 1 << 20;

  final OffsetColumn starts;
  final IntColumn edges;

  Rows(OffsetColumn starts, IntColumn edges) {
    this.starts = starts;
    this.edges = edges;
  }

  /** Adds the rows of {@code n} objects to what an index keeps. */
  void keep(SectionList out, String name, int n) {
    starts.keep(out, name + ".starts", n);
    out.ints(name + ".edges", edges, end(n));
  }

  /** Returns where the last row ends, at least 1. */
  private long end(int n) {
    long last = 0;
    for (int i = 0; i < n; i++) {
      last = Math.max(last, starts.get(i));
    }
    while (last != 0 && !isLast(edges.get(last))) {
      last++;
    }
    return last + 1;
  }

  /** Gives rows that an index keeps. */
  static Rows kept(IndexFile in, String name, int n) {
    String edges = name + ".edges";
    long length = in.length(edges) / Integer.BYTES;
    return new Rows(OffsetColumn.kept(in, name + ".starts", n), in.ints(edges, length));
  }

  /** Checks that every row of {@code n} objects ends, and leads to objects. */
  void check(int n) {
    long length = edges.length();
    if (length == 0 || length > 1 && !isLast(edges.get(length - 1))) {
      throw new UnusableIndexException("its last row does not end");
    }
    Workers.forRange(
        length,
        CHECKED_AT_A_TIME,
        () ->
            (from, to) -> {
              for (long k = from; k < to; k++) {
                int target = target(edges.get(k));
                if (target >= n && target != NULL) {
                  throw new UnusableIndexException("a row leads to no object");
                }
              }
            });
  }

  /** Returns the target in an int of a row: an index, or {@link #NULL}. */
  static int target(int edge) {
    return edge & ~LAST;
  }

  /** Tells whether an int of a row is its last one. */
  static boolean isLast(int edge) {
    return edge < 0;
  }

  /** Returns the place in the row after this one, 0 when it was the last. */
  long after(long place) {
    return isLast(edges.get(place)) ? 0 : place + 1;
  }

  /** Returns where the references of an object begin that are followed; 0 when it has none. */
  long strongStart(int index, ClassFacts facts) {
    long start = starts.get(index);
    return start != 0 && facts.isReference(index) ? after(start) : start;
  }

  /** Returns what stands in a slot of an object's row: an index, or {@link #NULL}. O(slot). */
  int at(int index, int slot) {
    long next = starts.get(index);
    if (next == 0) {
      return NULL;
    }
    for (int k = 0; k < slot; k++) {
      if (isLast(edges.get(next++))) {
        return NULL;
      }
    }
    return target(edges.get(next));
  }

  ReferenceCursor cursor() {
    return new Cursor(this);
  }

  private static final class Cursor implements ReferenceCursor {
    private final Rows rows;
    private long start;
    private long next;
    private long slotAfterLast;

    Cursor(Rows rows) {
      this.rows = rows;
    }

    @Override
    public void moveTo(int index) {
      start = rows.starts.get(index);
      next = start;
    }

    @Override
    public int next() {
      while (next != 0) {
        int edge = rows.edges.get(next);
        if (isLast(edge)) {
          slotAfterLast = next - start;
          next = 0;
        } else {
          next++;
        }
        int target = target(edge);
        if (target != NULL) {
          return target;
        }
      }
      return -1;
    }

    @Override
    public int slot() {
      return (int) (next == 0 ? slotAfterLast : next - 1 - start);
    }

    @Override
    public int place() {
      return next == 0 ? -1 : (int) (next - start);
    }

    @Override
    public void resume(int index, int place) {
      start = rows.starts.get(index);
      next = place < 0 ? 0 : start + place;
    }
  }

  /** Writes rows for one thread. Room is reserved in blocks, so that threads meet seldom. */
  static final class Writer {
    private static final int BLOCK = 1 << 16;
    private static final int FIRST_BLOCK = 1 << 7;

    private final Scratch.Room<IntColumn> room;
    private final IntColumn edges;
    private final AtomicLong reserved;

    /**
     * How much room is reserved next. Blocks grow, so that the end of a block and a row longer than
     * one come early: HotSpot compiles for what it has seen.
     */
    private int block = FIRST_BLOCK;

    private long blockNext;
    private long blockEnd;
    private long start;
    private long next;

    Writer(Scratch.Room<IntColumn> room, AtomicLong reserved) {
      this.room = room;
      edges = room.column();
      this.reserved = reserved;
    }

    /** Returns how many ints the column must have for rows of {@code references} in all. */
    static long capacity(long references, int threads) {
      return 1 + references + references / 2 + (threads + 1L) * BLOCK;
    }

    /** Begins a row of at most {@code most} ints. */
    void begin(int most) {
      if (most > block / 4) {
        start = reserve(most);
      } else {
        if (most > blockEnd - blockNext) {
          blockNext = reserve(block);
          blockEnd = blockNext + block;
          block = Math.min(BLOCK, 2 * block);
        }
        start = blockNext;
      }
      next = start;
    }

    private long reserve(int ints) {
      long first = reserved.getAndAdd(ints);
      room.fill(first, first + ints);
      return first;
    }

    /** Adds a target or {@link #NULL}. */
    void add(int target) {
      edges.set(next++, target);
    }

    /** Ends the row and returns where it starts, or 0 when it is empty. */
    long end() {
      while (next > start && edges.get(next - 1) == NULL) {
        next--;
      }
      if (next == start) {
        return 0;
      }
      edges.set(next - 1, edges.get(next - 1) | LAST);
      if (start == blockNext) {
        blockNext = next;
      }
      return start;
    }
  }
}
