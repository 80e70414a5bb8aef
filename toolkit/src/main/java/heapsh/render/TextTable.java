package heapsh.render;

import heapsh.render.Table.Column;
import heapsh.render.Table.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a table of right-aligned columns and a last column of names, in fixed width.
 *
 * <p>Columns grow with their cells. A name is asked to fit into what they leave, and is broken over
 * further lines, set in to its column, when it cannot. Names of rows below others are set in.
 */
public final class TextTable implements TextForm {
  /** The one there is. */
  public static final TextForm FORM = new TextTable();

  /** The least room for a name, however wide the columns are. */
  private static final int LEAST_NAME_WIDTH = 12;

  private TextTable() {}

  @Override
  public Lines lines(Table table, int width) {
    int[] widths = widths(table);
    int indent = 0;
    for (int columnWidth : widths) {
      indent += columnWidth + 1;
    }
    int nameWidth = width == 0 ? Integer.MAX_VALUE : Math.max(LEAST_NAME_WIDTH, width - indent);
    List<String> lines = new ArrayList<>();
    for (Row row : table.rows()) {
      lines.add(line(row, widths, indent, nameWidth));
    }
    return new Lines(List.of(header(table, widths)), lines);
  }

  private static String header(Table table, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      Column column = table.columns().get(c);
      pad(line, column.header(), widths[c] - column.headerInset());
      line.append(' ');
    }
    return line.append(table.nameHeader()).toString();
  }

  private static String line(Row row, int[] widths, int indent, int nameWidth) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      pad(line, row.cells().get(c), widths[c]);
      line.append(' ');
    }
    String name = name(row, nameWidth);
    int from = 0;
    while (name.length() - from > nameWidth) {
      int to = breakBefore(name, from, nameWidth);
      line.append(name.substring(from, to).stripTrailing()).append('\n').append(" ".repeat(indent));
      from = to;
    }
    return line.append(name, from, name.length()).toString();
  }

  private static String name(Row row, int width) {
    String indent = "  ".repeat(Math.min(row.depth(), width / 4));
    return indent + row.name().fit(width == Integer.MAX_VALUE ? width : width - indent.length());
  }

  /**
   * Returns where to go to the next line: behind a blank, unless that leaves more than half of the
   * line empty.
   */
  private static int breakBefore(String name, int from, int width) {
    int blank = name.lastIndexOf(' ', from + width - 1);
    return blank > from + width / 2 ? blank + 1 : from + width;
  }

  private static int[] widths(Table table) {
    int[] widths = new int[table.columns().size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = table.width(c);
    }
    return widths;
  }

  private static void pad(StringBuilder line, String text, int width) {
    line.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
  }
}
