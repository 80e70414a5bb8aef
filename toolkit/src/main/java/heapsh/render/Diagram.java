package heapsh.render;

import java.util.List;
import java.util.Locale;

/**
 * Holds a directed graph of boxes that {@link DiagramSvg} draws and {@link #dot} writes for
 * Graphviz. Immutable.
 *
 * @param title what it shows; untrusted, as all text here
 * @param nodes the boxes
 * @param edges the arrows
 */
public record Diagram(String title, List<Node> nodes, List<Edge> edges) {
  private static final int LONGEST = 60;

  /** Names how a box is drawn. */
  public enum Style {
    PLAIN,
    /** What the picture is about. */
    START,
    /** What the user asked to stand out. */
    HIGHLIGHT,
    /** A GC root. */
    ROOT,
    /** What was left out. */
    MORE
  }

  /**
   * Describes a box.
   *
   * @param lines the text in it
   * @param style how it is drawn
   */
  public record Node(List<String> lines, Style style) {}

  /**
   * Describes an arrow.
   *
   * @param from the number of the box where it starts
   * @param to the number of the box where it ends
   * @param label stands on it; may be empty
   */
  public record Edge(int from, int to, String label) {}

  /** Returns the graph in Graphviz's language. */
  public String dot() {
    StringBuilder out = new StringBuilder("digraph heapsh {\n");
    out.append("  rankdir=LR;\n  label=" + quote(title) + ";\n");
    out.append("  node [shape=box, fontname=monospace, fontsize=10];\n");
    out.append("  edge [fontname=monospace, fontsize=9];\n");
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      out.append("  n" + i + " [label=" + quote(node.lines().toArray(String[]::new)));
      out.append(attributes(node.style()) + "];\n");
    }
    for (Edge edge : edges) {
      out.append("  n" + edge.from() + " -> n" + edge.to());
      out.append(edge.label().isEmpty() ? "" : " [label=" + quote(edge.label()) + "]");
      out.append(";\n");
    }
    return out.append("}\n").toString();
  }

  private static String attributes(Style style) {
    return switch (style) {
      case PLAIN -> "";
      case START -> ", penwidth=2";
      case HIGHLIGHT -> ", color=red, penwidth=2";
      case ROOT -> ", style=bold, shape=octagon";
      case MORE -> ", style=dashed";
    };
  }

  /** Quotes text for Graphviz: it knows only the quote and the backslash as special. */
  private static String quote(String... lines) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < lines.length; i++) {
      String safe = shown(lines[i]).replace("\\", "\\\\").replace("\"", "\\\"");
      out.append(i == 0 ? "" : "\\n").append(safe);
    }
    return out.append('"').toString();
  }

  /** Returns text as it stands in a box. */
  static String shown(String text) {
    return SafeText.of(text, LONGEST);
  }

  /** Returns how many boxes and arrows there are. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d box%s, %d arrow%s",
        title,
        nodes.size(),
        nodes.size() == 1 ? "" : "es",
        edges.size(),
        edges.size() == 1 ? "" : "s");
  }
}
