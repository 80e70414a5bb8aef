package heapsh;

import heapsh.render.Html;
import heapsh.render.SafeText;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Draws a tablesaw table as HTML, like the tables of heapsh's own results: numbers to the right,
 * everything escaped, no colours but those of the page, its first rows only.
 */
final class TableHtml {
  private static final int MAX_ROWS = 50;
  private static final int MAX_CHARS = 300;
  private static final String CELL = "padding:1px 6px;border:none;white-space:nowrap;text-align:";
  private static final String LINE = ";border-bottom:1px solid rgba(128,128,128,0.4)";

  private final Table table;
  private final int rows;
  private final StringBuilder html = new StringBuilder();

  private TableHtml(Table table) {
    this.table = table;
    this.rows = Math.min(table.rowCount(), MAX_ROWS);
  }

  /** Returns one element. */
  static String of(Table table) {
    return new TableHtml(table).draw();
  }

  /** Returns the same rows as text. */
  static String plain(Table table) {
    String text = (table.rowCount() <= MAX_ROWS ? table : table.first(MAX_ROWS)).print();
    return text.lines()
        .map(line -> SafeText.of(line, Integer.MAX_VALUE))
        .collect(Collectors.joining("\n"));
  }

  private String draw() {
    html.append("<div class=\"tex2jax_ignore mathjax_ignore\" style=\"overflow-x:auto\">\n")
        .append("<table style=\"border-collapse:collapse;font-size:13px;font-family:monospace\">\n")
        .append("<thead><tr>");
    for (Column<?> column : table.columns()) {
      cell("th", CELL + align(column) + LINE, column.name());
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        cell("td", CELL + align(column), text(column, row));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>\n<div style=\"opacity:0.7\">").append(table.rowCount());
    html.append(table.rowCount() == 1 ? " row" : " rows");
    if (rows < table.rowCount()) {
      html.append("; the first ").append(rows).append(" are shown");
    }
    return html.append("</div>\n</div>\n").toString();
  }

  /** Returns a value as it is printed, but not the sixteen digits of a percentage. */
  private static String text(Column<?> column, int row) {
    boolean isFraction = column.type() == ColumnType.DOUBLE || column.type() == ColumnType.FLOAT;
    if (!isFraction || column.isMissing(row)) {
      return column.getString(row);
    }
    double value = ((NumericColumn<?>) column).getDouble(row);
    boolean isPlain = value == Math.rint(value) || Math.abs(value) < 1;
    return isPlain ? column.getString(row) : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String align(Column<?> column) {
    return column instanceof NumericColumn ? "right" : "left";
  }

  private void cell(String tag, String style, String text) {
    html.append('<').append(tag).append(" style=\"").append(style).append("\">");
    html.append(Html.escape(text, MAX_CHARS)).append("</").append(tag).append('>');
  }
}
