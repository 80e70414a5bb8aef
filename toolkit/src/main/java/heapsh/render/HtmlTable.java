package heapsh.render;

import heapsh.render.Table.Column;
import heapsh.render.Table.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Writes a table as HTML: a {@code table}; where rows stand below others, {@code details} that
 * fold, one in the other, with the cells of all of them in columns. Without recursion.
 */
final class HtmlTable {
  private static final String CELL = "padding:1px 6px;vertical-align:top;border:none;";
  private static final String NUMBER = CELL + "text-align:right;white-space:nowrap";
  private static final String WORDS = CELL + "text-align:left;white-space:nowrap";
  private static final String NAME =
      CELL + "text-align:left;white-space:normal;overflow-wrap:break-word;word-break:break-all";

  /** The width of a character, in the size of the font. */
  private static final double CHARACTER_EM = 0.62;

  private static final double INDENT_EM = 1.4;

  private final Table table;
  private final StringBuilder out;

  private HtmlTable(Table table, StringBuilder out) {
    this.table = table;
    this.out = out;
  }

  static void write(Table table, StringBuilder out) {
    HtmlTable html = new HtmlTable(table, out);
    if (table.isTree()) {
      html.tree();
    } else {
      html.flat();
    }
  }

  private void flat() {
    out.append(
        "<table style=\"border-collapse:collapse;font-size:13px;margin:4px 0\">\n<thead><tr>");
    String line = ";border-bottom:" + Html.LINE;
    for (Column column : table.columns()) {
      cell("th", style(column) + line, Html.escape(column.header()));
    }
    cell("th", NAME + line, Html.escape(table.nameHeader()));
    out.append("</tr></thead>\n<tbody>\n");
    for (Row row : table.rows()) {
      out.append("<tr>");
      for (int c = 0; c < table.columns().size(); c++) {
        cell("td", style(table.columns().get(c)), content(row, c));
      }
      cell("td", NAME, name(row));
      out.append("</tr>\n");
    }
    out.append("</tbody></table>\n");
  }

  private void cell(String element, String style, String content) {
    out.append("<" + element + " style=\"" + style + "\">" + content + "</" + element + ">");
  }

  private static String style(Column column) {
    return column.isNumber() ? NUMBER : WORDS;
  }

  /** Returns a cell; the first one is what to type where the row says that. */
  private static String content(Row row, int c) {
    String text = Html.escape(c == 0 && !row.hint().isEmpty() ? row.hint() : row.cells().get(c));
    return c == 0 && !row.hint().isEmpty() ? "<code>" + text + "</code>" : text;
  }

  private static String name(Row row) {
    String hint =
        row.cells().isEmpty() && !row.hint().isEmpty()
            ? "<code>" + Html.escape(row.hint()) + "</code> "
            : "";
    return hint + Html.escape(row.name().fit(Integer.MAX_VALUE));
  }

  private void tree() {
    double[] widths = widths();
    out.append("<div style=\"margin:4px 0;border-bottom:" + Html.LINE + ";padding-left:1.2em\">");
    for (int c = 0; c < widths.length; c++) {
      span(widths[c], table.columns().get(c), Html.escape(table.columns().get(c).header()));
    }
    out.append("<b>" + Html.escape(table.nameHeader()) + "</b></div>\n");
    Deque<Integer> open = new ArrayDeque<>();
    List<Row> rows = table.rows();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      while (!open.isEmpty() && open.peek() >= row.depth()) {
        open.pop();
        out.append("</details>\n");
      }
      boolean folds = i + 1 < rows.size() && rows.get(i + 1).depth() > row.depth();
      if (folds) {
        boolean isOpen = row.depth() + 1 < table.openLevels();
        out.append(isOpen ? "<details open=\"open\">" : "<details>");
        out.append("<summary style=\"cursor:pointer\">");
        line(row, widths);
        out.append("</summary>\n");
        open.push(row.depth());
      } else {
        out.append("<div style=\"padding-left:1.2em\">");
        line(row, widths);
        out.append("</div>\n");
      }
    }
    out.append("</details>\n".repeat(open.size()));
  }

  private void line(Row row, double[] widths) {
    for (int c = 0; c < widths.length; c++) {
      span(widths[c], table.columns().get(c), content(row, c));
    }
    out.append("<span style=\"padding-left:" + em(INDENT_EM * row.depth()) + "\">");
    out.append(name(row)).append("</span>");
  }

  private void span(double width, Column column, String content) {
    String align = column.isNumber() ? "right" : "left";
    out.append(
        "<span style=\"display:inline-block;min-width:" + em(width) + ";text-align:" + align);
    out.append(";padding-right:0.8em\">" + content + "</span>");
  }

  private double[] widths() {
    double[] widths = new double[table.columns().size()];
    for (int c = 0; c < widths.length; c++) {
      int most = table.columns().get(c).header().length();
      for (Row row : table.rows()) {
        boolean hinted = c == 0 && !row.hint().isEmpty();
        most = Math.max(most, hinted ? row.hint().length() : row.cells().get(c).length());
      }
      widths[c] = most * CHARACTER_EM;
    }
    return widths;
  }

  private static String em(double value) {
    return String.format(Locale.ROOT, "%.1fem", value);
  }
}
