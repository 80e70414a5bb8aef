package heapsh.live;

import heapsh.live.HistogramSeries.Look;
import java.time.Instant;
import java.util.List;

/** Says which neighbours among the old looks of a series become one when there are too many. */
final class LookJoins {
  /** So many of the newest looks stay single. */
  private static final int NEWEST = 128;

  private LookJoins() {}

  /**
   * Tells for each look whether it becomes one with the look before it: the lightest first, a
   * quarter of the old ones at least.
   *
   * @param taken how many looks there were before any became one
   */
  static boolean[] of(List<Look> looks, long taken) {
    int old = Math.max(looks.size() - NEWEST, looks.size() * 3 / 4);
    for (long weight = 2; weight <= taken; weight *= 2) {
      boolean[] joins = new boolean[looks.size()];
      int joined = 0;
      for (int i = 1; i < old; i++) {
        joins[i] = !joins[i - 1] && canJoin(looks.get(i - 1), looks.get(i), weight);
        joined += joins[i] ? 1 : 0;
      }
      if (joined >= old / 4) {
        return joins;
      }
    }
    return acrossRestarts(looks.size(), old);
  }

  private static boolean canJoin(Look a, Look b, long weight) {
    return !b.isFirstOfRun() && a.looks() + b.looks() <= weight;
  }

  /**
   * Joins neighbours across restarts as well: for a target that was started anew at every other
   * look. The runs before are worth nothing for a trend.
   */
  private static boolean[] acrossRestarts(int size, int old) {
    boolean[] joins = new boolean[size];
    for (int i = 1; i < old; i += 2) {
      joins[i] = true;
    }
    return joins;
  }

  /** Returns what two neighbours become: the least bytes of both, in the middle of their times. */
  static Look joined(Look a, Look b) {
    long millis = (a.time().toEpochMilli() + b.time().toEpochMilli()) / 2;
    boolean first = a.totalBytes() <= b.totalBytes();
    return new Look(
        Instant.ofEpochMilli(millis),
        Math.min(a.totalBytes(), b.totalBytes()),
        first ? a.totalCount() : b.totalCount(),
        a.looks() + b.looks(),
        a.isFirstOfRun());
  }
}
