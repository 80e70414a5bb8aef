package heapsh.render;

/**
 * Writes a picture as SVG that needs nothing else: no fonts, no script, no network, no ids. It has
 * paper of its own, light, or dark where the reader prefers that, so that it is readable on any
 * page. Not thread-safe.
 *
 * <p>Colours stand as attributes for the light paper; a style sheet overrides them for the dark
 * one. Where it is dropped the picture stays light.
 */
final class Svg {
  /** Classes of what changes with the paper. */
  static final String INK = "heapsh-ink";

  static final String FAINT = "heapsh-faint";
  static final String GRID = "heapsh-grid";

  private static final String PAPER = "heapsh-paper";
  private static final String DARK =
      "<style>@media (prefers-color-scheme:dark){"
          + ".heapsh-paper{fill:#16181c}"
          + "text.heapsh-ink{fill:#e6e6e6}path.heapsh-ink,rect.heapsh-ink{stroke:#e6e6e6}"
          + "text.heapsh-faint{fill:#a0a0a0}path.heapsh-faint,rect.heapsh-faint{stroke:#8a8a8a}"
          + "path.heapsh-grid{stroke:#3a3d42}"
          + "}</style>\n";

  private final StringBuilder out = new StringBuilder();

  /**
   * Begins a picture.
   *
   * @param title for readers that cannot see it; untrusted, like all text here
   */
  Svg(double width, double height, String title) {
    String w = number(width);
    String h = number(height);
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + w + " " + h);
    out.append("\" width=\"" + w + "\" height=\"" + h + "\" role=\"img\"");
    out.append(" style=\"max-width:100%;height:auto\"");
    out.append(" font-family=\"sans-serif\" font-size=\"12\">\n<title>" + Html.escape(title));
    out.append("</title>\n" + DARK);
    out.append("<rect class=\"" + PAPER + "\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
  }

  /** Writes an element as it is; only what is escaped may be in it. */
  Svg raw(String element) {
    out.append(element).append('\n');
    return this;
  }

  /** Writes text. */
  Svg text(double x, double y, String anchor, String text, String more) {
    return text(x, y, anchor, text, INK, more);
  }

  /** Writes text of a class; {@code more} are attributes that begin with a blank. */
  Svg text(double x, double y, String anchor, String text, String type, String more) {
    String fill = type.equals(FAINT) ? "#666" : "#111";
    return raw(
        "<text class=\""
            + type
            + "\" x=\""
            + number(x)
            + "\" y=\""
            + number(y)
            + "\" text-anchor=\""
            + anchor
            + "\" fill=\""
            + fill
            + "\""
            + more
            + ">"
            + Html.escape(text)
            + "</text>");
  }

  /** Draws a line; what it shows when it is pointed at may be empty. */
  Svg path(String data, String type, String more, String tip) {
    String stroke = type.equals(GRID) ? "#ddd" : type.equals(FAINT) ? "#777" : "#111";
    return raw(
        "<path class=\""
            + type
            + "\" d=\""
            + data
            + "\" fill=\"none\" stroke=\""
            + stroke
            + "\""
            + more
            + (tip.isEmpty() ? "/>" : ">" + tip(tip) + "</path>"));
  }

  /** Returns the element that shows text when its parent is pointed at. */
  static String tip(String text) {
    return "<title>" + Html.escape(text) + "</title>";
  }

  /** Ends the picture and returns it. */
  String end() {
    return out.append("</svg>\n").toString();
  }

  /** Returns a coordinate, with one decimal where it needs that. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths / 10);
    return tenths % 10 == 0 ? whole : whole + "." + Math.abs(tenths % 10);
  }

  /** Estimates how wide text in fixed width is, in characters: those of East Asia are two. */
  static int columns(String text) {
    return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
  }
}
