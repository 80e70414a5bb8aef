package heapsh.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Draws values as a treemap: rectangles in rectangles, each as large as its share. */
public final class TreemapSvg {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 600;
  private static final double MARGIN = 12;
  private static final double HEAD = 30;
  private static final double LABEL = 15;
  private static final double CHARACTER = 6.7;
  private static final double LEAST = 0.7;

  /** The colours of Okabe and Ito, without black. */
  private static final String[] COLOURS = {
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"
  };

  /**
   * Describes a rectangle.
   *
   * @param name what it stands for; untrusted
   * @param group rectangles of one group have one colour; untrusted
   * @param tip what is shown when it is pointed at; untrusted
   * @param value how large it is, above 0
   * @param children what is in it, the largest first, together at most as large
   */
  public record Tile(String name, String group, String tip, double value, List<Tile> children) {}

  private record Placed(Tile tile, Treemap.Box box, int depth) {}

  private TreemapSvg() {}

  /**
   * Returns the picture.
   *
   * @param title untrusted
   * @param sum what the whole picture stands for
   * @param tiles the largest first
   */
  public static String of(String title, double sum, List<Tile> tiles) {
    Svg svg = new Svg(WIDTH + 2 * MARGIN, HEIGHT + HEAD + MARGIN, title);
    svg.text(MARGIN, 20, "start", title, " font-size=\"14\"");
    Deque<Placed> waiting = new ArrayDeque<>();
    place(tiles, sum, new Treemap.Box(MARGIN, HEAD, WIDTH, HEIGHT), 0, waiting);
    while (!waiting.isEmpty()) {
      Placed placed = waiting.removeFirst();
      draw(svg, placed);
      if (!placed.tile.children.isEmpty()) {
        place(
            placed.tile.children, placed.tile.value, inside(placed.box), placed.depth + 1, waiting);
      }
    }
    return svg.end();
  }

  private static void place(
      List<Tile> tiles, double sum, Treemap.Box in, int depth, Deque<Placed> waiting) {
    double[] values = tiles.stream().mapToDouble(Tile::value).toArray();
    List<Treemap.Box> boxes = Treemap.of(values, sum, in);
    for (int i = 0; i < boxes.size(); i++) {
      Treemap.Box box = boxes.get(i);
      if (box.width() >= LEAST && box.height() >= LEAST) {
        waiting.addLast(new Placed(tiles.get(i), box, depth));
      }
    }
  }

  /** Leaves room for the name, where there is one, and an edge. */
  private static Treemap.Box inside(Treemap.Box box) {
    double edge = Math.min(3, Math.min(box.width(), box.height()) / 10);
    double head = hasName(box) ? LABEL + 3 : edge;
    return new Treemap.Box(
        box.x() + edge,
        box.y() + head,
        Math.max(0, box.width() - 2 * edge),
        Math.max(0, box.height() - head - edge));
  }

  private static boolean hasName(Treemap.Box box) {
    return box.width() > 5 * CHARACTER && box.height() > LABEL;
  }

  private static void draw(Svg svg, Placed placed) {
    Treemap.Box box = placed.box;
    String colour = COLOURS[Math.floorMod(placed.tile.group.hashCode(), COLOURS.length)];
    svg.raw(
        "<rect class=\"heapsh-tile\" x=\""
            + Svg.number(box.x())
            + "\" y=\""
            + Svg.number(box.y())
            + "\" width=\""
            + Svg.number(box.width())
            + "\" height=\""
            + Svg.number(box.height())
            + "\" fill=\""
            + colour
            + "\" fill-opacity=\"0.3\" stroke=\"#888\""
            + " stroke-width=\"0.7\">"
            + Svg.tip(placed.tile.tip)
            + "</rect>");
    if (hasName(box)) {
      int room = (int) ((box.width() - 6) / CHARACTER);
      String font = " font-family=\"monospace\" font-size=\"11\" pointer-events=\"none\"";
      String name = fit(SafeText.of(placed.tile.name, Html.LONGEST_TEXT), room);
      svg.text(box.x() + 3, box.y() + LABEL - 3, "start", name, font);
    }
  }

  private static String fit(String name, int room) {
    String shorter = ClassNames.fit(name, room);
    String simple = shorter.length() <= room ? shorter : ClassNames.simple(name);
    return simple.length() <= room ? simple : simple.substring(0, end(simple, room - 1)) + "…";
  }

  private static int end(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
