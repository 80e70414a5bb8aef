package heapsh;

/** Names the forms in which a value shows itself. */
final class Mime {
  /** What a shell prints. */
  static final String TEXT = "text/plain";

  /** A table or tree, no whole document. */
  static final String HTML = "text/html";

  /** A picture. */
  static final String SVG = "image/svg+xml";

  /** A graph for Graphviz. */
  static final String DOT = "text/vnd.graphviz";

  private Mime() {}
}
