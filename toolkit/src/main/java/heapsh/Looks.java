package heapsh;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers looks at one target: the last, and the peak of each class over all of them, which is
 * what objgraph's {@code show_growth} compares with. Thread-safe.
 *
 * <p>Keeps the peak and the last histogram, and up to a hundred to draw.
 */
final class Looks {
  private final LookSeries series = new LookSeries();
  private Instant since;
  private ClassHistogram last;
  private ClassHistogram peak;

  /** Adds a look and says how it differs from those before. */
  synchronized Growth add(String target, ClassHistogram now) {
    series.add(now);
    Growth growth = Growth.of(target, now, last, peak, since == null ? now.time() : since, series);
    peak = peak == null ? now : peak(peak, now);
    last = now;
    since = since == null ? now.time() : since;
    return growth;
  }

  /** Returns the last look, null before the first. */
  synchronized ClassHistogram last() {
    return last;
  }

  /** Gives each class the most instances and the most bytes that it has in either. */
  static ClassHistogram peak(ClassHistogram before, ClassHistogram now) {
    List<ClassCount> most = new ArrayList<>(now.rows().size() + 100);
    for (ClassCount row : now.rows()) {
      ClassCount old = before.of(row.className());
      most.add(
          new ClassCount(
              row.className(),
              Math.max(row.count(), old.count()),
              Math.max(row.bytes(), old.bytes())));
    }
    for (ClassCount old : before.rows()) {
      if (now.of(old.className()).count() == 0) {
        most.add(old);
      }
    }
    return ClassHistogram.of(now.time(), now.liveOnly(), most);
  }
}
