package heapsh.hprof;

import heapsh.hprof.Losses.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a salvage cannot read. Not thread-safe.
 *
 * <p>The first losses are kept with their reasons, the others are only counted: a hostile file may
 * hold millions.
 */
public final class LossLog {
  /** How many losses are kept with offset and reason. */
  public static final int KEPT = 20;

  private final List<Loss> first = new ArrayList<>();
  private int count;
  private long lostBytes;
  private long missingBytes;

  /** Notes that {@code from} to {@code to} of the file could not be read. */
  public void add(long from, long to, String reason) {
    count++;
    lostBytes += to - from;
    if (first.size() < KEPT) {
      first.add(new Loss(from, to - from, reason));
    }
  }

  /** Tells whether nothing was noted. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Notes that a stream breaks off where this exception says. */
  public void add(HprofException end) {
    add(end.offset(), end.offset(), end.problem());
  }

  /** Notes that a record declares so many bytes more than the file has. */
  public void missing(long bytes) {
    missingBytes += bytes;
  }

  /** Returns all that was noted, about a file of this size. */
  public Losses of(long fileBytes) {
    return new Losses(fileBytes, lostBytes, missingBytes, 0, 0, count, first);
  }
}
