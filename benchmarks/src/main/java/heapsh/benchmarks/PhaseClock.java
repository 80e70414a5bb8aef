package heapsh.benchmarks;

import heapsh.graph.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds out from reports of progress when a phase began. They come some ten times a second, the
 * first one a tenth of a second after the beginning, so the beginning is where the line through the
 * first and the last report meets zero. A phase that reports less than twice has no known
 * beginning.
 */
final class PhaseClock implements Progress {
  private final Map<String, Reports> phases = new HashMap<>();

  /** The first and the last report of a phase. */
  private record Reports(long firstNanos, long firstDone, long lastNanos, long lastDone) {
    Reports and(long nanos, long done) {
      return new Reports(firstNanos, firstDone, nanos, done);
    }
  }

  @Override
  public synchronized void report(String phase, long done, long total, String unit) {
    if (phase != null) {
      long now = System.nanoTime();
      Reports before = phases.get(phase);
      phases.put(phase, before == null ? new Reports(now, done, now, done) : before.and(now, done));
    }
  }

  /** Returns when a phase began, in {@link System#nanoTime} terms. */
  synchronized OptionalLong begin(String phase) {
    Reports reports = phases.get(phase);
    if (reports == null || reports.lastDone == reports.firstDone) {
      return OptionalLong.empty();
    }
    double nanosPerUnit =
        (double) (reports.lastNanos - reports.firstNanos) / (reports.lastDone - reports.firstDone);
    return OptionalLong.of(reports.firstNanos - (long) (reports.firstDone * nanosPerUnit));
  }

  /** Forgets all phases. */
  synchronized void clear() {
    phases.clear();
  }
}
