package heapsh.render;

import java.util.List;
import java.util.Locale;

/**
 * Draws two values of each of some bins as pairs of bars, each in shares of its sum. Immutable.
 *
 * @param title untrusted, like all text here
 * @param first what the first bars are
 * @param second what the second bars are
 * @param bars the bins
 */
public record BarChart(String title, String first, String second, List<Bar> bars) {
  private static final double LEFT = 60;
  private static final double TOP = 60;
  private static final double PLOT = 260;
  private static final double STEP = 34;
  private static final double BAR = 13;
  private static final String FIRST = "#e69f00";
  private static final String SECOND = "#0072b2";

  /**
   * Describes a bin.
   *
   * @param label stands under it
   * @param tip is shown when it is pointed at
   * @param first a value, not negative
   * @param second another
   */
  public record Bar(String label, String tip, double first, double second) {}

  /** Returns the picture. */
  public String svg() {
    double width = Math.max(420, LEFT + STEP * bars.size() + 20);
    Svg svg = new Svg(width, TOP + PLOT + 60, title);
    svg.text(12, 22, "start", title, " font-size=\"14\"");
    legend(svg, 12, FIRST, first);
    legend(svg, 112, SECOND, second);
    double firsts = bars.stream().mapToDouble(Bar::first).sum();
    double seconds = bars.stream().mapToDouble(Bar::second).sum();
    double most = 0;
    for (Bar bar : bars) {
      most = Math.max(most, Math.max(share(bar.first, firsts), share(bar.second, seconds)));
    }
    double top = Math.max(0.1, Math.ceil(most * 10) / 10);
    for (int tick = 0; tick <= Math.round(top * 10); tick += 2) {
      double y = TOP + PLOT * (1 - tick / 10.0 / top);
      String line = "M" + Svg.number(LEFT) + " " + Svg.number(y) + "H" + Svg.number(width - 10);
      svg.path(line, Svg.GRID, "", "");
      svg.text(LEFT - 6, y + 4, "end", tick * 10 + " %", "");
    }
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double x = LEFT + STEP * i + 4;
      bar(svg, x, FIRST, share(bar.first, firsts) / top, bar.tip);
      bar(svg, x + BAR, SECOND, share(bar.second, seconds) / top, bar.tip);
      double y = TOP + PLOT + 12;
      String turned =
          String.format(
              Locale.ROOT, " font-size=\"10\" transform=\"rotate(-35 %.1f %.1f)\"", x + BAR, y);
      svg.text(x + BAR, y, "end", bar.label, turned);
    }
    return svg.end();
  }

  private static double share(double part, double whole) {
    return whole <= 0 ? 0 : part / whole;
  }

  private static void legend(Svg svg, double x, String colour, String text) {
    svg.raw(
        "<rect x=\""
            + Svg.number(x)
            + "\" y=\"34\" width=\"10\" height=\"10\" fill=\""
            + colour
            + "\"/>");
    svg.text(x + 15, 43, "start", text, "");
  }

  private static void bar(Svg svg, double x, String colour, double height, String tip) {
    double pixels = PLOT * height;
    svg.raw(
        "<rect x=\""
            + Svg.number(x)
            + "\" y=\""
            + Svg.number(TOP + PLOT - pixels)
            + "\" width=\""
            + Svg.number(BAR - 1)
            + "\" height=\""
            + Svg.number(pixels)
            + "\" fill=\""
            + colour
            + "\">"
            + Svg.tip(tip)
            + "</rect>");
  }
}
