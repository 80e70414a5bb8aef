package heapsh.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Writes HTML, which is XML as well: the one place where text is escaped for a page or a picture.
 *
 * <p>Styles are inline, since notebooks drop style sheets of outputs; only properties and values
 * that JupyterLab's sanitizer lets pass are used. There are no colours of text or paper, so pages
 * are readable in light and dark themes; lines and shades are a grey that shows on both. No script,
 * no addresses, no ids.
 */
public final class Html {
  /** Longer texts are cut: nobody reads them, and a browser should not have to lay them out. */
  public static final int LONGEST_TEXT = 2000;

  static final String FONT = "font-family:monospace;font-size:13px;line-height:1.4";
  static final String LINE = "1px solid rgba(128,128,128,0.4)";

  /** Keeps notebooks from typesetting what stands between the dollars of two class names. */
  private static final String NO_MATHS = "tex2jax_ignore mathjax_ignore";

  private static final Map<Character, String> ENTITIES =
      Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

  private Html() {}

  /** Returns untrusted text as it may stand in an element or a quoted attribute. */
  public static String escape(String text) {
    return escape(text, LONGEST_TEXT);
  }

  /** Returns untrusted text escaped, cut above {@code maxChars} characters of it. */
  public static String escape(String text, int maxChars) {
    String safe = SafeText.of(text, maxChars);
    StringBuilder out = new StringBuilder(safe.length() + 16);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      String entity = ENTITIES.get(c);
      if (entity != null) {
        out.append(entity);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Returns text of several lines in fixed width. */
  public static String pre(String text) {
    StringBuilder out = new StringBuilder("<pre style=\"" + FONT + "\">");
    text.lines().forEach(line -> out.append(escape(line)).append('\n'));
    return out.append("</pre>\n").toString();
  }

  /**
   * Returns a picture as one element that runs nothing and asks no network.
   *
   * @param svg a whole SVG document
   * @param text what stands there when the picture is not shown
   */
  public static String image(String svg, String text) {
    return "<img style=\"max-width:100%\" alt=\""
        + escape(text)
        + "\" src=\"data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8))
        + "\"/>\n";
  }

  /** Returns a page of a result as one element. */
  public static String of(Page page) {
    StringBuilder out =
        new StringBuilder(
            "<div class=\"" + NO_MATHS + "\" style=\"" + FONT + ";overflow-x:auto\">\n");
    page.head().forEach(line -> line(out, line, ""));
    if (page.table().size() > 0) {
      HtmlTable.write(page.table(), out);
    }
    String more = page.more().apply(page.after());
    if (!more.isEmpty()) {
      line(out, more, "opacity:0.7");
    }
    page.foot().forEach(line -> line(out, line, ""));
    return out.append("</div>\n").toString();
  }

  private static void line(StringBuilder out, String text, String style) {
    out.append(style.isEmpty() ? "<div>" : "<div style=\"" + style + "\">");
    out.append(escape(text)).append("</div>\n");
  }
}
