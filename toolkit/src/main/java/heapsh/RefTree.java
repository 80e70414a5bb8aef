package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.Workers;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Shows what refers to an object as a tree, or what it refers to: under each object its referrers,
 * under these theirs. Immutable.
 *
 * <pre>
 *   Referrers of crawler.DatabaseWrapper 0xf0a01000, 3 levels:
 *    0: crawler.DatabaseWrapper 0xf0a01000
 *    1: +-- ["default"] java.util.concurrent.ConcurrentHashMap 0xf0a00f00
 *    2: |   +-- .connections crawler.Connections 0xf0a00e00
 *    3: |       +-- static crawler.Connections.INSTANCE class crawler.Connections
 *    4: +-- .wrapper crawler.Crawler 0xf0a00d00 (GC root)
 * </pre>
 *
 * <p>Depth and width are bounded. What stands in a line above is not followed again: {@code (cycle
 * to 1)} says that the reference leads back to an object that this line hangs from, {@code (as 3)}
 * that it stood elsewhere. Classes, loaders, modules and threads are not followed either, {@code
 * (not followed)}. References are logical: containers, not their insides.
 */
public final class RefTree implements Rich {
  private static final int MOST_LINES = 10_000;
  private static final int LONGEST_NAME = 500;

  /** Lines below this depth are indented no more, or their indents would fill the memory. */
  private static final int DEEPEST_INDENT = 40;

  private static final int MORE = -1;

  private final ObjectSet set;
  private final TreeQuery query;
  private final List<Line> lines;

  /** Holds a line; index {@link #MORE} for one that says how many references were left out. */
  private record Line(String prefix, int index, String relation, String mark) {}

  /** Holds an object of the tree whose references are not all made yet. */
  private static final class Open {
    final int line;
    final int index;
    final String prefix;
    final TreeEdges.Edges edges;
    int next;

    Open(int line, int index, String prefix, TreeEdges.Edges edges) {
      this.line = line;
      this.index = index;
      this.prefix = prefix;
      this.edges = edges;
    }
  }

  private RefTree(ObjectSet set, TreeQuery query) {
    this.set = set;
    this.query = query;
    lines = new Maker().make();
  }

  /** Shows the referrers of the objects of a set. */
  static RefTree of(ObjectSet set) {
    if (set.isEmpty()) {
      throw new HeapException("refTree() needs objects to start at, and this set is empty");
    }
    return new RefTree(set, TreeQuery.PLAIN);
  }

  /** Makes the lines, depth first without recursion. */
  private final class Maker {
    private final Heap heap = set.heap();
    private final HeapGraph graph = heap.graph();
    private final TreeEdges edges = new TreeEdges(heap, query);
    private final BitSet stops = PatternStops.stopClasses(graph);
    private final List<Line> made = new ArrayList<>();
    private final Int2IntOpenHashMap seen = new Int2IntOpenHashMap();
    private final Deque<Open> open = new ArrayDeque<>();

    Maker() {
      seen.defaultReturnValue(-1);
    }

    List<Line> make() {
      int tops = 0;
      for (var it = set.bitmap().getIntIterator(); it.hasNext() && tops < query.width(); tops++) {
        add("", "", it.next(), "");
        run();
      }
      if (tops < set.count()) {
        int left = set.count() - tops;
        made.add(new Line("", MORE, "", "<" + left + " more object" + (left == 1 ? ">" : "s>")));
      }
      return List.copyOf(made);
    }

    private void run() {
      while (!open.isEmpty() && made.size() < MOST_LINES) {
        Workers.checkInterrupt();
        Open parent = open.peek();
        int count = parent.edges.first().size();
        if (parent.next == count) {
          addRest(open.pop());
        } else {
          TreeEdges.Edge edge = parent.edges.first().get(parent.next++);
          boolean isLast = parent.next == count && parent.edges.more() == 0;
          boolean isDeep = open.size() > DEEPEST_INDENT;
          String below = isDeep ? parent.prefix : parent.prefix + (isLast ? "    " : "|   ");
          add(parent.prefix + "+-- ", below, edge.index(), edge.relation());
        }
      }
      open.clear();
    }

    private void addRest(Open parent) {
      long more = parent.edges.more();
      if (more > 0) {
        String word = query.forwards() ? "referent" : "referrer";
        String text = "<" + more + " more " + word + (more == 1 ? ">" : "s>");
        made.add(new Line(parent.prefix + "+-- ", MORE, "", text));
      }
    }

    private void add(String prefix, String below, int index, String relation) {
      int number = made.size();
      int same = seen.putIfAbsent(index, number);
      String mark = "";
      boolean follow = open.size() < query.depth();
      if (same >= 0 && isAbove(index)) {
        mark = " (cycle to " + lineAbove(index) + ")";
        follow = false;
      } else if (same >= 0 && !query.repeating()) {
        mark = " (as " + same + ")";
        follow = false;
      } else if (!relation.isEmpty() && stops.get(graph.classNumber(index))) {
        mark = " (not followed)";
        follow = false;
      }
      String root = graph.roots().isRoot(index) ? " (GC root)" : "";
      made.add(new Line(prefix, index, relation, root + mark));
      if (follow) {
        open.push(new Open(number, index, below, edges.of(index)));
      }
    }

    private boolean isAbove(int index) {
      return lineAbove(index) >= 0;
    }

    private int lineAbove(int index) {
      for (Open above : open) {
        if (above.index == index) {
          return above.line;
        }
      }
      return -1;
    }
  }

  /**
   * Goes to what the objects refer to, not to what refers to them.
   *
   * <p>Cost: O(references of each object that is shown).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().forwards()}
   */
  public RefTree forwards() {
    return new RefTree(set, query.forwards(true));
  }

  /**
   * Goes to what refers to the objects, as it does unless told.
   *
   * <p>Cost: O(references of each object that is shown).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().forwards().backwards()}
   */
  public RefTree backwards() {
    return new RefTree(set, query.forwards(false));
  }

  /**
   * Goes so many references deep; 3 unless told.
   *
   * <p>Cost: O(references of each object that is shown).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().depth(5)}
   *
   * @throws HeapException when it is negative
   */
  public RefTree depth(int levels) {
    if (levels < 0) {
      throw new HeapException("depth(" + levels + "): a tree has 0 levels or more, 3 by default");
    }
    return new RefTree(set, query.depth(levels));
  }

  /**
   * Shows so many references of each object; 10 unless told. How many are left out is said.
   *
   * <p>Cost: O(references of each object that is shown).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().width(3)}
   *
   * @throws HeapException when it is not at least 1
   */
  public RefTree width(int references) {
    if (references < 1) {
      throw new HeapException("width(" + references + "): a tree shows at least 1, 10 by default");
    }
    return new RefTree(set, query.width(references));
  }

  /**
   * Follows what stood in a line above again, but for cycles.
   *
   * <p>Cost: O(references of each object that is shown).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().repeating()}
   */
  public RefTree repeating() {
    return new RefTree(set, query.again());
  }

  /**
   * Shows the references of the dump, with no container seen through.
   *
   * <p>Cost: O(references of each object that is shown).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().raw()}
   */
  public RefTree raw() {
    return new RefTree(set, query.asIs());
  }

  /**
   * Returns the number of lines.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().lineCount()}
   */
  public int lineCount() {
    return lines.size();
  }

  /**
   * Returns the object in a line.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).refTree().get(0)}
   *
   * @throws HeapException when there is no such line, or no object in it
   */
  public HeapObject get(int line) {
    if (line < 0 || line >= lines.size()) {
      throw new HeapException(
          "no line " + line + ": this tree has lines 0 to " + (lines.size() - 1));
    }
    int index = lines.get(line).index();
    if (index == MORE) {
      throw new HeapException("line " + line + " says how many were left out: width(n) shows more");
    }
    return new HeapObject(set.heap(), index);
  }

  private String head() {
    String levels = query.depth() == 1 ? "1 level" : query.depth() + " levels";
    String of =
        set.count() == 1
            ? set.heap().classLabels().object(set.bitmap().first())
            : PartitionText.objects(set.count());
    return (query.forwards() ? "Referents of " : "Referrers of ") + of + ", " + levels + ":";
  }

  private String text(int number, int width) {
    Line line = lines.get(number);
    String start = String.format("%2d: %s", number, line.prefix());
    if (line.index() == MORE) {
      return start + line.mark();
    }
    HeapGraph graph = set.heap().graph();
    int represented = graph.representedClass(line.index());
    int type = represented >= 0 ? represented : graph.classNumber(line.index());
    String name = SafeText.of(graph.heapClass(type).name(), LONGEST_NAME);
    String id = represented >= 0 ? "" : " " + ClassLabels.hex(graph.idOf(line.index()));
    String relation = line.relation().isEmpty() ? "" : line.relation() + " ";
    String prefix = represented >= 0 ? "class " : "";
    if (width == 0) {
      return start + relation + prefix + name + id + line.mark();
    }
    int room = width - start.length() - prefix.length() - id.length() - line.mark().length();
    String cut = PathText.fit(relation, Math.max(12, room / 2));
    int left = Math.max(12, room - cut.length());
    String fitted = PathText.fit(ClassNames.fit(name, left), left);
    return PathText.fit(start + cut + prefix + fitted + id + line.mark(), width);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(head());
    for (int number = 0; number < lines.size(); number++) {
      text.append('\n').append(text(number, 0));
    }
    if (lines.size() >= MOST_LINES) {
      text.append("\n<there are more; depth(n) and width(n) make it smaller>");
    }
    return text.toString();
  }

  /** Returns the first lines in 80 columns and 1,000 characters. Cost: O(lines). */
  @Override
  public String toString() {
    return Safely.text(
        () ->
            Listing.page(
                PathText.fit(head(), Listing.MAX_COLUMNS),
                lines.size(),
                number -> text(number, Listing.MAX_COLUMNS),
                "",
                "more lines; show() prints all"));
  }
}
