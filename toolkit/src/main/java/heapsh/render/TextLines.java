package heapsh.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a table as the names alone, a line each, those below others set in.
 *
 * @param indent what stands before a name for each level that it is below
 */
public record TextLines(String indent) implements TextForm {
  @Override
  public Lines lines(Table table, int width) {
    List<String> lines = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      String start = indent.repeat(row.depth());
      int room = width == 0 ? Integer.MAX_VALUE : Math.max(0, width - start.length());
      lines.add(start + row.name().fit(room));
    }
    return new Lines(List.of(), lines);
  }
}
