package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.Page;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextForm;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out some lines of a pattern.
 *
 * @param heap the heap of the lines
 * @param title what the referrers are grouped by
 * @param lines the lines
 * @param from the first line
 * @param to the line after the last
 */
record PatternPage(Heap heap, String title, PatternLines lines, int from, int to) {
  static final String MORE = "<More rows. Type e.g. '.more()' to view.>";

  /** Lays out at most so many lines. */
  Page page(int most) {
    List<String> head = new ArrayList<>(List.of("Reference Pattern by <" + title + ">."));
    if (heap.isPart()) {
      head.add(heap.partMark());
    }
    int end = (int) Math.min(to, (long) from + most);
    boolean more = !lines.isComplete();
    return Page.of(head, table(end))
        .form((table, width) -> texts(end, width))
        .after(lines.make(0) - end)
        .more(left -> more ? MORE : Page.moreRows("row", "rows").apply(left));
  }

  private Table table(int end) {
    Table table =
        new Table(
            title, Column.words("Row", 3), Column.words("Mark", 4), Column.number("Count", 6));
    HeapGraph graph = heap.graph();
    for (int number = from; number < end; number++) {
      PatternLine line = lines.get(number);
      table
          .row(
              width -> line.objects(graph),
              Integer.toString(number),
              line.mark(),
              Integer.toString(line.set().getCardinality()))
          .depth(line.depth())
          .hint(".at(\"" + line.letters() + "\")");
    }
    return table;
  }

  private TextForm.Lines texts(int end, int width) {
    List<String> texts = new ArrayList<>();
    for (int number = from; number < end; number++) {
      texts.add(lines.get(number).text(heap.graph(), width == 0));
    }
    return new TextForm.Lines(List.of(), texts);
  }
}
