package heapsh;

import heapsh.render.Table;
import heapsh.render.TextForm;
import java.util.ArrayList;
import java.util.List;

/** Draws a table of two columns as pympler does: names first and to the right, bars between. */
final class PymplerTable implements TextForm {
  static final TextForm FORM = new PymplerTable();

  private static final String BAR = " | ";
  private static final int MARGIN = 2;

  private PymplerTable() {}

  @Override
  public Lines lines(Table table, int width) {
    int count = table.width(0) + MARGIN;
    int size = table.width(1) + MARGIN;
    int room = width == 0 ? Integer.MAX_VALUE : width - count - size - 2 * BAR.length();
    List<String> names = new ArrayList<>();
    int name = table.nameHeader().length() + MARGIN;
    for (int row = 0; row < table.size(); row++) {
      String text = table.name(row, room);
      names.add(text);
      name = Math.max(name, Math.min(room, text.length() + MARGIN));
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      String cells = right(table.cell(row, 0), count) + BAR + right(table.cell(row, 1), size);
      lines.add(name(names.get(row), name) + BAR + cells);
    }
    String heads = right(table.header(0), count) + BAR + right(table.header(1), size);
    return new Lines(
        List.of(
            right(table.nameHeader(), name) + BAR + heads,
            "=".repeat(name) + BAR + "=".repeat(count) + BAR + "=".repeat(size)),
        lines);
  }

  /** Aligns a name; one that is too long for its column takes lines above. */
  private static String name(String name, int width) {
    StringBuilder lines = new StringBuilder();
    int at = 0;
    for (; name.length() - at > width; at += width) {
      lines.append(name, at, at + width).append('\n');
    }
    return lines.append(right(name.substring(at), width)).toString();
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
