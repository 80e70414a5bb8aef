package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.List;

/** Shows one path, object by object: the step to each, its id and its class. Immutable. */
final class ExamplePath {
  private static final int LINES_AT_EACH_END = 5;
  private static final int WIDEST_STEP = 30;
  private static final int LONGEST_NAME = 500;

  private final Heap heap;
  private final ShapeSteps steps;
  private final ConcretePath path;

  ExamplePath(Heap heap, ConcretePath path) {
    this.heap = heap;
    this.path = path;
    steps = new ShapeSteps(heap.graph(), heap.jdk().relations());
  }

  int length() {
    return path.objects().size();
  }

  /** Lays out the first steps of the path. */
  Page page(int most) {
    Table table = new Table("Class", Column.words("Step", 6), Column.words("Id", 6));
    int end = Math.min(most, length());
    for (int i = 0; i < end; i++) {
      int index = path.objects().getInt(i);
      table.row(
          width -> name(heap.graph(), index),
          steps.text(path.codes().getInt(i)),
          ClassLabels.hex(heap.graph().idOf(index)));
    }
    return Page.of(List.of(), table).after(length() - end).more(Page.moreShown(" steps"));
  }

  /** Returns all lines, nothing cut. */
  String whole() {
    return text(true);
  }

  /** Returns the lines in 80 columns, the middle of a long path left out. */
  String limited() {
    return text(false);
  }

  private String text(boolean whole) {
    StringBuilder out = new StringBuilder();
    int length = length();
    int widest = widest(whole);
    for (int i = 0; i < length; i++) {
      if (!whole && length > 2 * LINES_AT_EACH_END + 1 && i == LINES_AT_EACH_END) {
        out.append("    <").append(length - 2 * LINES_AT_EACH_END).append(" more steps>\n");
        i = length - LINES_AT_EACH_END;
      }
      out.append(line(i, widest, whole)).append(i + 1 < length ? "\n" : "");
    }
    return out.toString();
  }

  private int widest(boolean whole) {
    int widest = 0;
    for (int i = 0; i < Math.min(length(), 1000); i++) {
      widest = Math.max(widest, steps.text(path.codes().getInt(i)).length());
    }
    return whole ? widest : Math.min(widest, WIDEST_STEP);
  }

  private String line(int i, int widest, boolean whole) {
    HeapGraph graph = heap.graph();
    int index = path.objects().getInt(i);
    String step = steps.text(path.codes().getInt(i));
    if (!whole && step.length() > widest && step.length() > WIDEST_STEP) {
      String head = String.format("%2d: %s", i, PathText.fit(step, PathText.WIDTH - 6));
      return head
          + "\n"
          + " ".repeat(4 + widest)
          + object(graph, index, PathText.WIDTH - 4 - widest);
    }
    String head = String.format("%2d: %-" + Math.max(1, widest) + "s", i, step);
    return head + object(graph, index, whole ? Integer.MAX_VALUE : PathText.WIDTH - head.length());
  }

  private static String object(HeapGraph graph, int index, int width) {
    String id = "  0x" + Long.toHexString(graph.idOf(index)) + " ";
    String safe = name(graph, index);
    return id
        + (width == Integer.MAX_VALUE
            ? safe
            : PathText.fit(ClassNames.fit(safe, width - id.length()), width - id.length()));
  }

  private static String name(HeapGraph graph, int index) {
    int represented = graph.representedClass(index);
    return SafeText.of(
        represented >= 0
            ? "class " + graph.heapClass(represented).name()
            : graph.heapClass(graph.classNumber(index)).name(),
        LONGEST_NAME);
  }
}
