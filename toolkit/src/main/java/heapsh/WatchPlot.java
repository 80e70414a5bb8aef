package heapsh;

import heapsh.live.HistogramSeries;
import heapsh.render.LineChart;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses what of a series is drawn. */
final class WatchPlot {
  private static final int MOST_LINES = 8;

  private record Grown(String className, long bytes) {}

  private final HistogramSeries series;
  private final String title;

  WatchPlot(HistogramSeries series, String describe) {
    this.series = series;
    this.title = "Bytes by class in " + describe;
  }

  /** Draws the suspects; without any, what grew most. */
  Plot of(Suspects suspects) {
    checkNotEmpty();
    List<String> names =
        suspects.rows().stream()
            .sorted(Comparator.comparingDouble(Suspect::slopePerHour).reversed())
            .limit(MOST_LINES)
            .map(Suspect::className)
            .toList();
    return draw(names.isEmpty() ? mostGrown() : names);
  }

  /** Draws these classes; {@code known} is for near matches. */
  Plot of(List<String> names, List<String> known) {
    checkNotEmpty();
    for (String name : names) {
      if (!series.isKnown(name)) {
        throw new HeapException("no class '" + name + "' was seen" + NearMatches.hint(name, known));
      }
    }
    return draw(names);
  }

  private void checkNotEmpty() {
    if (series.looksTaken() == 0) {
      throw new HeapException("nothing was seen yet; ask again after the first look");
    }
  }

  private List<String> mostGrown() {
    List<Grown> grown = new ArrayList<>();
    series.forEachGrown(
        series.startOfRun(),
        (name, bytes) -> grown.add(new Grown(name, bytes[bytes.length - 1] - bytes[0])));
    return grown.stream()
        .sorted(Comparator.comparingLong(Grown::bytes).reversed())
        .limit(MOST_LINES)
        .map(Grown::className)
        .toList();
  }

  private Plot draw(List<String> names) {
    synchronized (series) { // so that no look comes between
      List<HistogramSeries.Look> looks = series.looks();
      long[] millis = looks.stream().mapToLong(look -> look.time().toEpochMilli()).toArray();
      List<LineChart.Line> lines = new ArrayList<>();
      for (String name : names) {
        lines.add(new LineChart.Line(name, millis, series.bytes(name, 0)));
      }
      if (lines.isEmpty()) {
        long[] totals = looks.stream().mapToLong(HistogramSeries.Look::totalBytes).toArray();
        lines.add(new LineChart.Line("all classes; none grew", millis, totals));
      }
      long[] restarts =
          looks.stream()
              .skip(1)
              .filter(HistogramSeries.Look::isFirstOfRun)
              .mapToLong(look -> look.time().toEpochMilli())
              .toArray();
      return new Plot(new LineChart(title, lines, restarts, ZoneId.systemDefault()));
    }
  }
}
