package heapsh;

import heapsh.graph.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come, on one line of a terminal that is written over and removed at
 * the end.
 *
 * <pre>
 *   reading objects  43%  118.2 M bytes/s  0:04 left
 * </pre>
 *
 * <p>Short phases show nothing. Thread-safe.
 */
final class ProgressLine implements Progress {
  private static final int MAX_CHARS = 79;
  private static final long SHOW_AFTER_NANOS = 400_000_000L;
  private static final long REDRAW_NANOS = 90_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private String phase;
  private long startNanos;
  private long drawnNanos;
  private int drawnChars;

  ProgressLine(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  /** Returns a line on standard output when that is a terminal, else what shows nothing. */
  static Progress onTerminal() {
    return Terminal.isPresent() ? new ProgressLine(System.out, System::nanoTime) : NONE;
  }

  @Override
  public synchronized void report(String newPhase, long done, long total, String unit) {
    long now = nanoTime.getAsLong();
    if (newPhase == null || !newPhase.equals(phase)) {
      clear();
      phase = newPhase;
      startNanos = now;
      drawnNanos = now;
    }
    if (newPhase != null
        && now - startNanos >= SHOW_AFTER_NANOS
        && now - drawnNanos >= REDRAW_NANOS) {
      draw(line(done, total, unit, (now - startNanos) / NANOS_PER_SECOND));
      drawnNanos = now;
    }
  }

  private String line(long done, long total, String unit, double seconds) {
    StringBuilder line = new StringBuilder(phase);
    if (total > 0) {
      line.append(String.format(Locale.ROOT, "  %d%%", Math.min(100, done * 100 / total)));
    }
    double rate = done / seconds;
    line.append("  ").append(scaled(rate)).append(unit).append("/s");
    if (total > done && done > 0) {
      long left = (long) Math.ceil((total - done) / rate);
      line.append(String.format(Locale.ROOT, "  %d:%02d left", left / 60, left % 60));
    }
    return line.length() <= MAX_CHARS ? line.toString() : line.substring(0, MAX_CHARS);
  }

  private static String scaled(double rate) {
    if (rate >= 1e6) {
      return String.format(Locale.ROOT, "%.1f M ", rate / 1e6);
    }
    return String.format(Locale.ROOT, "%.0f ", rate);
  }

  private void draw(String line) {
    out.print('\r' + line + " ".repeat(Math.max(0, drawnChars - line.length())));
    out.flush();
    drawnChars = line.length();
  }

  private void clear() {
    if (drawnChars > 0) {
      out.print('\r' + " ".repeat(drawnChars) + '\r');
      out.flush();
      drawnChars = 0;
    }
  }
}
