package heapsh.graph;

import java.util.List;

/**
 * Touches fresh pages of columns ahead of a search that runs on one thread, on a processor that is
 * idle meanwhile: the first touch of a page can cost more than everything that is done with it.
 *
 * <p>Pages are only read, so that nothing is lost when the search is ahead. Close it when the
 * search ends.
 */
final class Warmup {
  private static final int INTS_PER_PAGE = 1024;
  private static final int LONGS_PER_PAGE = 512;
  private static final int PAGES_AT_A_TIME = 64;

  private final Thread thread;
  private volatile boolean stopped;

  /** Keeps the reads from being optimised away. */
  volatile int sink;

  private Warmup(long length, IntColumn[] ints, LongColumn[] longs) {
    thread = new Thread(() -> touch(length, ints, longs), "heapsh-warmup");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts to touch the first {@code length} places of these columns, all of them side by side. */
  static Warmup of(long length, IntColumn[] ints, LongColumn... longs) {
    return new Warmup(length, ints, longs);
  }

  private void touch(long length, IntColumn[] ints, LongColumn[] longs) {
    int sum = 0;
    long step = (long) PAGES_AT_A_TIME * INTS_PER_PAGE;
    for (long from = 0; from < length && !stopped; from += step) {
      long to = Math.min(length, from + step);
      for (IntColumn column : ints) {
        for (long k = from; k < to; k += INTS_PER_PAGE) {
          sum += column.get(k);
        }
      }
      for (LongColumn column : longs) {
        for (long k = from; k < to; k += LONGS_PER_PAGE) {
          sum += (int) column.get(k);
        }
      }
    }
    sink = sum;
  }

  /** Stops touching and waits until it has. */
  void stop() {
    stopped = true;
    Workers.awaitEnd(List.of(thread));
  }
}
