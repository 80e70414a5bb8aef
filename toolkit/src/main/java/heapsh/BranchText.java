package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
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

  /** Levels that a page of HTML shows unfolded. */
  private static final int OPEN_LEVELS = 3;

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

  /** Lays out the page with some of what is below its branches. */
  Page whole(int most) {
    List<Line> tops = tops(Math.min(most, page.to() - page.from()));
    List<Line> lines = new ArrayList<>(tops);
    PriorityQueue<Line> waiting = new PriorityQueue<>(Line.BIGGEST_FIRST);
    tops.forEach(line -> addBelow(line, LINES_BELOW, waiting));
    take(waiting, lines.size() + LINES_BELOW, lines);
    return page(lines, Integer.MAX_VALUE);
  }

  /** Lays out the biggest branches of the page, as many as a shell displays. */
  Page limited() {
    List<Line> ranked = ranked();
    return page(ranked.subList(0, fitting(ranked)), Page.WIDTH);
  }

  /** Returns how many branches of this level {@link #limited} has. */
  int branchesWithinLimit() {
    List<Line> ranked = ranked();
    return (int) ranked.subList(0, fitting(ranked)).stream().filter(l -> l.level() == 1).count();
  }

  private int fitting(List<Line> ranked) {
    int shown = ranked.size();
    while (shown > 1
        && page(ranked.subList(0, shown), Page.WIDTH).limited(Integer.MAX_VALUE).length()
            > Page.LIMIT) {
      shown--;
    }
    return shown;
  }

  private Page page(List<Line> some, int width) {
    List<Line> lines = new ArrayList<>(some);
    lines.sort(Line.IN_ORDER);
    long shown = lines.stream().filter(line -> line.level() == 1).count();
    return Page.of(head(width), table(lines))
        .after(page.branches().count() - page.from() - shown)
        .more(Page.moreRows("branch", "branches"));
  }

  /** Returns as many lines as may fit, the biggest branches first. */
  private List<Line> ranked() {
    int most = Page.LIMIT / SHORTEST_LINE;
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

  private List<String> head(int width) {
    Branches branches = page.branches();
    String count = branches.count() == 1 ? "1 branch" : branches.count() + " branches";
    String bytes = branches.bytes() + (branches.bytes() == 1 ? " byte" : " bytes");
    String human = branches.bytes() < 1024 ? "" : " (" + Units.human(branches.bytes()) + ")";
    String rest = count + ", " + bytes + human + ".";
    if (page.top() < 0) {
      return List.of("Dominator tree: " + rest);
    }
    String start = "Dominated by ";
    int room = width == Integer.MAX_VALUE ? width : width - start.length() - 1;
    return List.of(start + object(page.top(), room) + ":", rest);
  }

  private Table table(List<Line> lines) {
    Table table =
        new Table(
            "Object",
            Column.words("Branch", 6),
            Column.number("Retained", 9),
            Column.number("%", 3),
            Column.number("Shallow", 8));
    for (Line line : lines) {
      table
          .row(
              width -> object(line.object, width),
              label(line),
              Long.toString(line.retained),
              percent(line.retained),
              Long.toString(heap.graph().shallowBytes(line.object)))
          .depth(line.level() - 1)
          .hint(hint(line));
    }
    return table.openLevels(OPEN_LEVELS);
  }

  /** Returns what to type behind this page to see the branch. */
  private static String hint(Line line) {
    StringBuilder hint = new StringBuilder();
    for (int number : line.path) {
      hint.append(".get(").append(number).append(')');
    }
    return hint.toString();
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

  /** Names an object by class and id; a class object by the class that it stands for. */
  String object(int index, int width) {
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
