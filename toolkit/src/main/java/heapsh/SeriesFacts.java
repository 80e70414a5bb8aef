package heapsh;

import heapsh.live.HistogramSeries;
import heapsh.live.Trend;
import java.util.List;

/** Answers rules from the looks of a watch. */
record SeriesFacts(HistogramSeries series) implements Rule.Facts {
  @Override
  public long bytes(String className) {
    return series.last(className).bytes();
  }

  @Override
  public long count(String className) {
    return series.last(className).count();
  }

  @Override
  public long totalBytes() {
    List<HistogramSeries.Look> looks = series.looks();
    return looks.isEmpty() ? 0 : looks.get(looks.size() - 1).totalBytes();
  }

  @Override
  public double slope(String className) {
    return slopeOf(series.bytes(className, series.startOfRun()));
  }

  @Override
  public double totalSlope() {
    return slopeOf(run().stream().mapToLong(HistogramSeries.Look::totalBytes).toArray());
  }

  private double slopeOf(long[] bytes) {
    long[] millis = run().stream().mapToLong(look -> look.time().toEpochMilli()).toArray();
    return millis.length < Trend.FEWEST_LOOKS ? Double.NaN : Trend.of(millis, bytes).slopePerHour();
  }

  private List<HistogramSeries.Look> run() {
    List<HistogramSeries.Look> looks = series.looks();
    return looks.subList(Math.min(series.startOfRun(), looks.size()), looks.size());
  }
}
