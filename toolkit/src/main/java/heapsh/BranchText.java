package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.TextTable;
import heapsh.render.TextTable.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lays out a page of the dominator tree. Lines go to the branches that retain the most, on whatever
 * level, so a parent is always among them before its children.
 */
final class BranchText {
  /** No line is shorter, so no more of them fit within the limit. */
  private static final int SHORTEST_LINE = 32;

  /** Lines of a whole page that go to branches below those of the page. */
  private static final int LINES_BELOW = 40;

  private final DominatorBranches page;
  private final Heap heap;
  private final DominatorTree tree;

  BranchText(DominatorBranches page) {
    this.page = page;
    heap = page.heap();
    tree = heap.retention().dominators();
  }

  /** A line: an object, the numbers of the branches that lead to it, and what it retains. */
  private record Line(int object, int[] path, long retained) {
    static final Comparator<Line> BIGGEST_FIRST =
        Comparator.comparingLong(Line::retained)
            .reversed()
            .thenComparing(Line::path, Arrays::compare);

    static final Comparator<Line> IN_ORDER = Comparator.comparing(Line::path, Arrays::compare);

    int level() {
      return path.length;
    }
  }

  /** Returns the page with whole names, and some of what is below its branches. */
  String whole() {
    List<Line> tops = tops(page.to() - page.from());
    List<Line> lines = new ArrayList<>(tops);
    PriorityQueue<Line> waiting = new PriorityQueue<>(Line.BIGGEST_FIRST);
    tops.forEach(line -> addBelow(line, LINES_BELOW, waiting));
    take(waiting, lines.size() + LINES_BELOW, lines);
    lines.sort(Line.IN_ORDER);
    return join(lines, 0);
  }

  /** Returns the biggest branches of the page in 80 columns and 1,000 characters. */
  String limited() {
    List<Line> ranked = ranked();
    return text(ranked, fitting(ranked));
  }

  /** Returns how many branches of this level {@link #limited} prints. */
  int branchesWithinLimit() {
    List<Line> ranked = ranked();
    return (int) ranked.subList(0, fitting(ranked)).stream().filter(l -> l.level() == 1).count();
  }

  private int fitting(List<Line> ranked) {
    int shown = ranked.size();
    while (shown > 1 && text(ranked, shown).length() > Listing.MAX_CHARS) {
      shown--;
    }
    return shown;
  }

  private String text(List<Line> ranked, int shown) {
    List<Line> lines = new ArrayList<>(ranked.subList(0, shown));
    lines.sort(Line.IN_ORDER);
    return join(lines, Listing.MAX_COLUMNS);
  }

  /** Returns as many lines as may fit, the biggest branches first. */
  private List<Line> ranked() {
    int most = Listing.MAX_CHARS / SHORTEST_LINE;
    List<Line> ranked = new ArrayList<>();
    PriorityQueue<Line> waiting = new PriorityQueue<>(Line.BIGGEST_FIRST);
    waiting.addAll(tops(Math.min(most, page.to() - page.from())));
    take(waiting, most, ranked);
    return ranked;
  }

  /** Moves the biggest of what waits to the lines, and lets what is below them wait. */
  private void take(PriorityQueue<Line> waiting, int most, List<Line> lines) {
    while (lines.size() < most && !waiting.isEmpty()) {
      Line line = waiting.remove();
      lines.add(line);
      addBelow(line, most - lines.size(), waiting);
    }
  }

  private List<Line> tops(int count) {
    Branches branches = page.branches();
    boolean all = page.from() == 0 && count == branches.count();
    int[] objects = all ? branches.sorted() : branches.largest(page.from() + count);
    List<Line> lines = new ArrayList<>();
    for (int k = page.from(); k < objects.length; k++) {
      lines.add(new Line(objects[k], new int[] {k}, tree.retainedBytes(objects[k])));
    }
    return lines;
  }

  private void addBelow(Line line, int most, PriorityQueue<Line> waiting) {
    if (line.level() >= page.levels()
        || most <= 0
        || tree.dominator(line.object) == DominatorTree.NONE) {
      return;
    }
    int[] objects = page.below(line.object).largest(most);
    for (int k = 0; k < objects.length; k++) {
      int[] path = Arrays.copyOf(line.path, line.level() + 1);
      path[line.level()] = k;
      waiting.add(new Line(objects[k], path, tree.retainedBytes(objects[k])));
    }
  }

  private String join(List<Line> lines, int width) {
    List<String> text = new ArrayList<>();
    text.add(head(width));
    if (!lines.isEmpty()) {
      TextTable table = table(lines);
      text.add(table.header());
      text.addAll(table.rows(width));
    }
    long shown = lines.stream().filter(line -> line.level() == 1).count();
    long left = page.branches().count() - page.from() - shown;
    if (left > 0) {
      String word = left == 1 ? " more branch" : " more branches";
      text.add("<" + left + word + ". Type e.g. '.more()' to view.>");
    }
    return String.join("\n", text);
  }

  private String head(int width) {
    Branches branches = page.branches();
    String count = branches.count() == 1 ? "1 branch" : branches.count() + " branches";
    String bytes = branches.bytes() + (branches.bytes() == 1 ? " byte" : " bytes");
    String human = branches.bytes() < 1024 ? "" : " (" + Units.human(branches.bytes()) + ")";
    String rest = count + ", " + bytes + human + ".";
    if (page.top() < 0) {
      return "Dominator tree: " + rest;
    }
    String start = "Dominated by ";
    int room = width == 0 ? Integer.MAX_VALUE : width - start.length() - 1;
    return start + object(page.top(), room) + ":\n" + rest;
  }

  private TextTable table(List<Line> lines) {
    TextTable table =
        new TextTable(
            "Object",
            new Column("Branch", 6),
            new Column("Retained", 9),
            new Column("%", 3),
            new Column("Shallow", 8));
    for (Line line : lines) {
      table.row(
          width -> name(line, width),
          label(line),
          Long.toString(line.retained),
          percent(line.retained),
          Long.toString(heap.graph().shallowBytes(line.object)));
    }
    return table;
  }

  private String label(Line line) {
    StringBuilder label = new StringBuilder(page.label()).append(line.path[0]);
    for (int k = 1; k < line.level(); k++) {
      label.append('.').append(line.path[k]);
    }
    return label.toString();
  }

  private String percent(long bytes) {
    long all = heap.reachable().size();
    return all == 0 ? "0" : Long.toString(Math.round(100.0 * bytes / all));
  }

  private String name(Line line, int width) {
    String indent = "  ".repeat(Math.min(line.level() - 1, Math.max(0, width / 4)));
    return indent + object(line.object, width - indent.length());
  }

  /** Names an object by class and id; a class object by the class that it stands for. */
  private String object(int index, int width) {
    int represented = heap.graph().representedClass(index);
    if (represented < 0) {
      return ClassLabels.fitObject(heap.classLabels().object(index), width);
    }
    String word = "class ";
    return word
        + ClassNames.fit(
            SafeText.of(heap.classLabels().name(represented), 1000), width - word.length());
  }
}
