package heapsh;

import heapsh.render.Html;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /**
   * Returns the forms of a picture: as SVG, and as HTML for what shows no SVG or strips it of its
   * elements (nbconvert 6.5 to 7.2) and for notebooks that are not trusted, which show the text.
   */
  static Map<String, String> picture(String text, String svg) {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(TEXT, text);
    forms.put(HTML, Html.image(svg, text));
    forms.put(SVG, svg);
    return forms;
  }
}
