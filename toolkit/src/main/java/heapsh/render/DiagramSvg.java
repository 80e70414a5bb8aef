package heapsh.render;

import heapsh.render.Diagram.Edge;
import heapsh.render.Diagram.Node;
import java.util.List;

/** Draws a graph of boxes as SVG, from left to right. */
public final class DiagramSvg {
  private static final double CHARACTER = 6.7;
  private static final double LABEL_CHARACTER = 6.1;
  private static final double LINE = 14;
  private static final double PAD = 6;
  private static final double MARGIN = 16;
  private static final double HEAD = 26;
  private static final double ARROW = 6;
  private static final String FONT = " font-family=\"monospace\" font-size=\"11\"";
  private static final String SMALL = " font-family=\"monospace\" font-size=\"10\"";

  private final Diagram diagram;
  private final LayeredLayout layout;

  private DiagramSvg(Diagram diagram) {
    this.diagram = diagram;
    List<Node> nodes = diagram.nodes();
    List<Edge> edges = diagram.edges();
    layout =
        LayeredLayout.of(
            nodes.stream().mapToDouble(DiagramSvg::width).toArray(),
            nodes.stream().mapToDouble(node -> node.lines().size() * LINE + 2 * PAD).toArray(),
            edges.stream().mapToInt(Edge::from).toArray(),
            edges.stream().mapToInt(Edge::to).toArray(),
            edges.stream().mapToDouble(DiagramSvg::labelWidth).toArray());
  }

  /** Returns the picture. */
  public static String of(Diagram diagram) {
    return new DiagramSvg(diagram).draw();
  }

  private static double width(Node node) {
    int most = 4;
    for (String line : node.lines()) {
      most = Math.max(most, Svg.columns(Diagram.shown(line)));
    }
    return most * CHARACTER + 2 * PAD;
  }

  private static double labelWidth(Edge edge) {
    return edge.label().isEmpty()
        ? 0
        : Svg.columns(Diagram.shown(edge.label())) * LABEL_CHARACTER + 8;
  }

  private String draw() {
    double titleWidth = Svg.columns(diagram.title()) * 8.0;
    double width = Math.max(layout.width(), Math.min(titleWidth, 900)) + 2 * MARGIN;
    Svg svg = new Svg(width, layout.height() + HEAD + 2 * MARGIN, diagram.title());
    svg.text(MARGIN, MARGIN + 8, "start", diagram.title(), " font-size=\"14\"");
    svg.raw(
        "<g transform=\"translate("
            + Svg.number(MARGIN)
            + " "
            + Svg.number(MARGIN + HEAD)
            + ")\">");
    for (int e = 0; e < diagram.edges().size(); e++) {
      edge(svg, e);
    }
    for (int i = 0; i < diagram.nodes().size(); i++) {
      node(svg, i);
    }
    return svg.raw("</g>").end();
  }

  private void edge(Svg svg, int e) {
    double[] way = layout.ways.get(e);
    Edge edge = diagram.edges().get(e);
    svg.path(curve(way), Svg.FAINT, "", edge.label());
    svg.path(head(way), Svg.FAINT, "", "");
    double[] label = layout.labels.get(e);
    if (label != null) {
      svg.text(label[0], label[1] - 3, "middle", Diagram.shown(edge.label()), Svg.FAINT, SMALL);
    }
  }

  /** Leads a curve through points, level at each. */
  private static String curve(double[] way) {
    StringBuilder data = new StringBuilder("M" + point(way[0], way[1]));
    for (int i = 2; i < way.length; i += 2) {
      double dx = way[i] - way[i - 2];
      if (way[i + 1] == way[i - 1] || dx == 0) {
        data.append("L").append(point(way[i], way[i + 1]));
      } else {
        double middle = way[i - 2] + dx / 2;
        data.append("C").append(point(middle, way[i - 1])).append(" ");
        data.append(point(middle, way[i + 1])).append(" ").append(point(way[i], way[i + 1]));
      }
    }
    return data.toString();
  }

  private static String head(double[] way) {
    double px = way[way.length - 2];
    double py = way[way.length - 1];
    double back = way[way.length - 4] <= px ? -ARROW : ARROW;
    return "M"
        + point(px + back, py - ARROW / 2)
        + "L"
        + point(px, py)
        + "L"
        + point(px + back, py + ARROW / 2);
  }

  private static String point(double px, double py) {
    return Svg.number(px) + "," + Svg.number(py);
  }

  private void node(Svg svg, int i) {
    Node node = diagram.nodes().get(i);
    String type = node.style() == Diagram.Style.MORE ? Svg.FAINT : Svg.INK;
    String box =
        "<rect class=\""
            + type
            + "\" x=\""
            + Svg.number(layout.x[i])
            + "\" y=\""
            + Svg.number(layout.y[i])
            + "\" width=\""
            + Svg.number(layout.width[i])
            + "\" height=\""
            + Svg.number(layout.height[i])
            + "\" rx=\"3\" ";
    svg.raw(box + look(node.style()) + ">" + Svg.tip(String.join(" ", node.lines())) + "</rect>");
    for (int k = 0; k < node.lines().size(); k++) {
      double y = layout.y[i] + PAD + LINE * (k + 0.75);
      String line = Diagram.shown(node.lines().get(k));
      svg.text(layout.x[i] + PAD, y, "start", line, k == 0 ? Svg.INK : Svg.FAINT, FONT);
    }
  }

  private static String look(Diagram.Style style) {
    return switch (style) {
      case PLAIN -> "fill=\"#888\" fill-opacity=\"0.08\" stroke=\"#555\"";
      case START -> "fill=\"#0072b2\" fill-opacity=\"0.25\" stroke=\"#111\" stroke-width=\"1.5\"";
      case HIGHLIGHT ->
          "fill=\"#d55e00\" fill-opacity=\"0.35\" stroke=\"#d55e00\" stroke-width=\"2\"";
      case ROOT -> "fill=\"#009e73\" fill-opacity=\"0.2\" stroke=\"#111\" stroke-width=\"1.5\"";
      case MORE -> "fill=\"none\" stroke=\"#777\" stroke-dasharray=\"4 3\"";
    };
  }
}
