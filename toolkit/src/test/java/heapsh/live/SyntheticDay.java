package heapsh.live;

import java.time.Instant;
import java.util.Random;

/** Makes a day of looks, every ten seconds, in which every class changes from look to look. */
public final class SyntheticDay {
  private SyntheticDay() {}

  /** Returns the series; the class {@code leak.C7} grows by 1,600 bytes a look, others wander. */
  public static HistogramSeries of(int classes, int looks) {
    HistogramSeries series = new HistogramSeries();
    Random random = new Random(42);
    String[] names = new String[classes];
    long[] counts = new long[classes];
    long[] bytes = new long[classes];
    for (int c = 0; c < classes; c++) {
      names[c] = (c == 7 ? "leak.C" : "com.acme.some.long.package.name.C") + c;
      counts[c] = 1_000_000 + random.nextInt(1_000_000);
    }
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int look = 0; look < looks; look++) {
      for (int c = 0; c < classes; c++) {
        counts[c] += c == 7 ? 100 : 1 + random.nextInt(2000) - 1000;
        bytes[c] = counts[c] * 16;
      }
      series.add(start.plusSeconds(10L * look), names, bytes, counts);
    }
    return series;
  }
}
