package heapsh;

import heapsh.render.SafeText;
import java.util.stream.Collectors;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Draws a tablesaw table as HTML: numbers to the right, everything escaped, its first rows only. It
 * takes the colours of the page, light or dark.
 */
final class TableHtml {
  private static final int MAX_ROWS = 50;
  private static final int MAX_CHARS = 300;
  private static final String RIGHT = "text-align:right";
  private static final String LEFT = "text-align:left";

  private TableHtml() {}

  /** Returns one element. */
  static String of(Table table) {
    StringBuilder html = new StringBuilder("<div><table><thead><tr>");
    for (Column<?> column : table.columns()) {
      cell(html, "th", align(column), column.name());
    }
    html.append("</tr></thead><tbody>");
    int rows = Math.min(table.rowCount(), MAX_ROWS);
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        cell(html, "td", align(column), column.getString(row));
      }
      html.append("</tr>");
    }
    html.append("</tbody></table><p>").append(table.rowCount()).append(" rows");
    if (rows < table.rowCount()) {
      html.append("; the first ").append(rows).append(" are shown");
    }
    return html.append("</p></div>").toString();
  }

  /** Returns the same rows as text. */
  static String plain(Table table) {
    String text = (table.rowCount() <= MAX_ROWS ? table : table.first(MAX_ROWS)).print();
    return text.lines()
        .map(line -> SafeText.of(line, Integer.MAX_VALUE))
        .collect(Collectors.joining("\n"));
  }

  private static String align(Column<?> column) {
    boolean number = column instanceof NumericColumn && column.type() != ColumnType.SKIP;
    return number ? RIGHT : LEFT;
  }

  private static void cell(StringBuilder html, String tag, String style, String text) {
    html.append('<').append(tag).append(" style=\"").append(style).append("\">");
    html.append(escape(SafeText.of(text, MAX_CHARS))).append("</").append(tag).append('>');
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '$' -> out.append("&#36;"); // Pages typeset $...$ as mathematics.
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
