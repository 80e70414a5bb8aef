package heapsh;

import heapsh.render.LineChart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws lines over time as SVG: shows itself in a notebook, is saved to a file in a shell.
 * Immutable.
 */
public final class Plot implements Rich {
  private static final String SVG = ".svg";

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
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("text/plain", toString());
    forms.put("image/svg+xml", chart.svg());
    return forms;
  }

  /**
   * Writes the drawing to a file that any browser shows; replaces what was there. A relative path
   * starts at the directory in which the shell was started.
   *
   * <p>Cost: O(points).
   *
   * <p>Example: {@code watch.plot().save("growth.svg")}
   *
   * @param path ends in {@code .svg}
   * @return this plot
   * @throws HeapException when the path does not end in {@code .svg} or cannot be written
   */
  public Plot save(String path) {
    if (!path.endsWith(SVG)) {
      throw new HeapException(
          "a plot is saved as SVG and '" + path + "' does not end in .svg; use '" + path + ".svg'");
    }
    try {
      Files.write(Path.of(path).toAbsolutePath(), chart.svg().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HeapException("cannot write " + path + ": " + e, e);
    }
    return this;
  }

  @Override
  public String toString() {
    return chart.title() + ": " + chart.summary() + "\nsave(\"x.svg\") writes it to a file.";
  }
}
