package heapsh;

import heapsh.render.LineChart;
import java.util.Map;

/**
 * Draws lines over time as SVG: shows itself in a notebook, is saved to a file in a shell.
 * Immutable.
 */
public final class Plot implements Rich {
  private final LineChart chart;

  Plot(LineChart chart) {
    this.chart = chart;
  }

  /**
   * Returns the drawing as SVG and its description as text.
   *
   * <p>Cost: O(points).
   *
   * <p>Example: {@code watch.plot().mime().get("image/svg+xml")}
   */
  @Override
  public Map<String, String> mime() {
    return Mime.picture(toString(), chart.svg());
  }

  @Override
  public String toString() {
    return chart.title() + ": " + chart.summary() + "\nsave(\"x.svg\") writes it to a file.";
  }
}
