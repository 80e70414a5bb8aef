package heapsh.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Draws how bytes change over time as one SVG picture that needs nothing else: no fonts, no script,
 * no network. Immutable.
 *
 * <pre>
 *   new LineChart("Growth", List.of(new Line("com.acme.Foo", millis, bytes)), marks, zone).svg()
 * </pre>
 *
 * <p>Names stay text: they can be searched, selected and read aloud, and pointing at a line shows
 * its whole name. Names are untrusted, and {@link Html#escape escaped}.
 */
public final class LineChart {
  private static final int WIDTH = 900;
  private static final int LEFT = 90;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int PLOT_HEIGHT = 340;
  private static final int LEGEND_LINE = 18;
  private static final int LONGEST_NAME = 100;
  private static final int TIME_TICKS = 6;
  private static final int BYTE_TICKS = 5;

  /**
   * The colours of Okabe and Ito, which the colour-blind can tell apart; yellow left out, and
   * violet for black, which the dark paper would hide.
   */
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195", "#888888"
  };

  private static final long[] TIME_STEPS_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
  };

  private final String title;
  private final List<Line> lines;
  private final long[] marks;
  private final ZoneId zone;
  private final long fromMillis;
  private final long toMillis;
  private final double top;
  private final boolean inBytes;

  /**
   * Describes a line.
   *
   * @param name what it shows; untrusted
   * @param millis the times of its points, ascending
   * @param bytes the values at them, not negative
   */
  public record Line(String name, long[] millis, long[] bytes) {}

  /**
   * Makes a chart.
   *
   * @param lines at most eight can be told apart by colour
   * @param marks times at which a dashed line stands upright, such as restarts
   * @param zone for the times at the axis
   */
  public LineChart(String title, List<Line> lines, long[] marks, ZoneId zone) {
    this(title, lines, marks, zone, true);
  }

  /** Makes a chart of plain numbers, not of bytes. */
  public static LineChart ofCounts(String title, List<Line> lines, long[] marks, ZoneId zone) {
    return new LineChart(title, lines, marks, zone, false);
  }

  private LineChart(String title, List<Line> lines, long[] marks, ZoneId zone, boolean inBytes) {
    this.inBytes = inBytes;
    this.title = title;
    this.lines = List.copyOf(lines);
    this.marks = marks.clone();
    this.zone = zone;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    long most = 1;
    for (Line line : lines) {
      for (int i = 0; i < line.millis().length; i++) {
        from = Math.min(from, line.millis()[i]);
        to = Math.max(to, line.millis()[i]);
        most = Math.max(most, line.bytes()[i]);
      }
    }
    fromMillis = from <= to ? from : 0;
    toMillis = from <= to ? Math.max(to, from + 1) : 1;
    double step = step(most);
    top = Math.ceil(most / step) * step;
  }

  /** Returns the title. */
  public String title() {
    return title;
  }

  /** Returns how many lines there are over which time. */
  public String summary() {
    int points = lines.stream().mapToInt(line -> line.millis().length).max().orElse(0);
    return String.format(
        "%d line%s of %d points from %s to %s",
        lines.size(), lines.size() == 1 ? "" : "s", points, time(fromMillis), time(toMillis));
  }

  /** Returns the picture, a whole SVG document. */
  public String svg() {
    int height = TOP + PLOT_HEIGHT + 40 + LEGEND_LINE * lines.size() + 10;
    Svg svg = new Svg(WIDTH, height, title);
    svg.text(LEFT, 24, "start", SafeText.of(title, LONGEST_NAME), " font-size=\"15\"");
    byteAxis(svg);
    timeAxis(svg);
    for (long mark : marks) {
      svg.path(upright(x(mark)), Svg.FAINT, " stroke-dasharray=\"4 3\"", "");
    }
    for (int i = 0; i < lines.size(); i++) {
      line(svg, lines.get(i), COLOURS[i % COLOURS.length]);
      legend(svg, i);
    }
    return svg.end();
  }

  private void byteAxis(Svg svg) {
    double step = step((long) top);
    for (double value = 0; value <= top * 1.0001; value += step) {
      double y = y(value);
      String line = "M" + Svg.number(LEFT) + " " + Svg.number(y) + "H" + (WIDTH - RIGHT);
      svg.path(line, Svg.GRID, "", "");
      svg.text(LEFT - 8, y + 4, "end", human(value), "");
    }
  }

  private void timeAxis(Svg svg) {
    long step = timeStepMillis();
    long offset = zone.getRules().getOffset(Instant.ofEpochMilli(fromMillis)).getTotalSeconds();
    long local = fromMillis + offset * 1000;
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
            step >= 86_400_000L ? "MMM d" : step >= 60_000 ? "HH:mm" : "HH:mm:ss", Locale.ROOT);
    for (long at = -Math.floorDiv(-local, step) * step - offset * 1000;
        at <= toMillis;
        at += step) {
      svg.path(upright(x(at)), Svg.GRID, "", "");
      String time = format.format(Instant.ofEpochMilli(at).atZone(zone));
      svg.text(x(at), TOP + PLOT_HEIGHT + 18.0, "middle", time, "");
    }
  }

  private void line(Svg svg, Line line, String colour) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < line.millis().length; i++) {
      points.append(i == 0 ? "" : " ").append(Svg.number(x(line.millis()[i]))).append(',');
      points.append(Svg.number(y(line.bytes()[i])));
    }
    svg.raw(
        "<polyline fill=\"none\" stroke=\""
            + colour
            + "\" stroke-width=\"2\" points=\""
            + points
            + "\">"
            + Svg.tip(line.name())
            + "</polyline>");
  }

  private void legend(Svg svg, int i) {
    Line line = lines.get(i);
    double y = TOP + PLOT_HEIGHT + 44.0 + LEGEND_LINE * i;
    svg.raw(
        "<rect x=\""
            + LEFT
            + "\" y=\""
            + Svg.number(y - 9)
            + "\" width=\"10\" height=\"10\" fill=\""
            + COLOURS[i % COLOURS.length]
            + "\"/>");
    int last = line.bytes().length - 1;
    String now = last < 0 ? "" : "  " + human(line.bytes()[0]) + " to " + human(line.bytes()[last]);
    svg.text(LEFT + 16.0, y, "start", SafeText.of(line.name(), LONGEST_NAME) + now, "");
  }

  private static String upright(double x) {
    return "M" + Svg.number(x) + " " + TOP + "V" + (TOP + PLOT_HEIGHT);
  }

  private double x(long millis) {
    double share = (millis - fromMillis) / (double) (toMillis - fromMillis);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double bytes) {
    return TOP + PLOT_HEIGHT * (1 - bytes / top);
  }

  /** Returns a step of 1, 2 or 5 times a power of ten, in the unit that fits the most bytes. */
  private double step(long most) {
    double unit = inBytes ? unit(most) : 1;
    double rough = most / unit / BYTE_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    return Math.max(1, step * unit);
  }

  private static double unit(double bytes) {
    double unit = 1;
    while (bytes >= unit * 1024 && unit < 1L << 40) {
      unit *= 1024;
    }
    return unit;
  }

  private long timeStepMillis() {
    for (long seconds : TIME_STEPS_SECONDS) {
      if ((toMillis - fromMillis) / (seconds * 1000) <= TIME_TICKS) {
        return seconds * 1000;
      }
    }
    return -Math.floorDiv(fromMillis - toMillis, TIME_TICKS * 86_400_000L) * 86_400_000L;
  }

  private String time(long millis) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  private String human(double bytes) {
    if (!inBytes) {
      return String.format(Locale.ROOT, "%.0f", bytes);
    }
    double unit = unit(bytes);
    String name =
        unit == 1
            ? "B"
            : "KMGT".charAt((int) Math.round(Math.log(unit) / Math.log(1024)) - 1) + "iB";
    double value = bytes / unit;
    boolean whole = value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, name);
  }
}
