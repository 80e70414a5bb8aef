package heapsh.mat;

import heapsh.graph.IntColumn;
import heapsh.graph.Progress;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Scratch;
import heapsh.graph.Workers;

/**
 * Holds references as rows: {@code starts[i]} to {@code starts[i + 1]} in a column of other ends,
 * and, for outgoing ones, in a column of slots. Immutable once built.
 */
final class MatRows {
  private static final int CHECK_EVERY = 1 << 14;

  private final long[] starts;
  private final IntColumn ends;
  private final IntColumn slots;

  private MatRows(long[] starts, IntColumn ends, IntColumn slots) {
    this.starts = starts;
    this.ends = ends;
    this.slots = slots;
  }

  /** Writes the references of one object after another. */
  static final class Writer {
    private final IntColumn ends;
    private final IntColumn slots;
    private long next;

    private Writer(IntColumn ends, IntColumn slots) {
      this.ends = ends;
      this.slots = slots;
    }

    void add(int target, int slot) {
      ends.set(next, target);
      slots.set(next++, slot);
    }
  }

  /** Gives the references of one object to a writer. */
  interface Source {
    /** Writes the references of the object with this index. */
    void write(int index, Writer writer);
  }

  /**
   * Decodes the references of every object.
   *
   * @param most how many there can be
   */
  static MatRows outgoing(int n, long most, Source source, Scratch scratch, Progress progress) {
    long[] starts = new long[n + 1];
    Writer writer = new Writer(scratch.room(most).column(), scratch.room(most).column());
    for (int index = 0; index < n; index++) {
      if ((index & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("decoding references", index, n, "objects");
      }
      starts[index] = writer.next;
      source.write(index, writer);
    }
    starts[n] = writer.next;
    return new MatRows(starts, writer.ends, writer.slots);
  }

  /** Turns all references round: sources of each object in rising order. */
  MatRows incoming(Scratch scratch) {
    int n = starts.length - 1;
    long[] cursors = new long[n + 1];
    for (long k = 0; k < starts[n]; k++) {
      cursors[ends.get(k) + 1]++;
    }
    for (int i = 0; i < n; i++) {
      cursors[i + 1] += cursors[i];
    }
    long[] rows = cursors.clone();
    IntColumn sources = scratch.ints(Math.max(1, starts[n]));
    for (int source = 0; source < n; source++) {
      for (long k = starts[source]; k < starts[source + 1]; k++) {
        sources.set(cursors[ends.get(k)]++, source);
      }
    }
    return new MatRows(rows, sources, null);
  }

  ReferenceCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements ReferenceCursor {
    private long start;
    private long next;
    private long end;

    @Override
    public void moveTo(int index) {
      start = starts[index];
      next = start;
      end = starts[index + 1];
    }

    @Override
    public int next() {
      return next < end ? ends.get(next++) : -1;
    }

    @Override
    public int slot() {
      if (slots == null) {
        throw new UnsupportedOperationException("an incoming reference has no slot of its own");
      }
      return slots.get(next - 1);
    }

    @Override
    public int place() {
      return (int) (next - start);
    }

    @Override
    public void resume(int index, int place) {
      moveTo(index);
      next = start + place;
    }
  }
}
