package heapsh;

import java.time.Duration;

/** Words spans of time for people: two units at most. */
final class Durations {
  private static final double LONGEST_HOURS = 24 * 365.0 * 100;

  private Durations() {}

  /** Returns {@code 10 s}, {@code 3 min 20 s}, {@code 5 h 12 min}, {@code 2 d 3 h}. */
  static String text(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 1 && !span.isZero()) {
      return span.toMillis() + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return pair(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }
    return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  /** Words hours, which may be many; {@code now} for none. */
  static String hours(double hours) {
    if (hours <= 0) {
      return "now";
    }
    return hours > LONGEST_HOURS
        ? "never"
        : text(Duration.ofSeconds(Math.max(1, Math.round(hours * 3600))));
  }

  private static String pair(long big, String bigUnit, long small, String smallUnit) {
    String text = big + " " + bigUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
