package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.Workers;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes the concrete references from the objects of a pattern's line down to the pattern's set, as
 * far as they are asked for, depth first without recursion. Thread-safe.
 */
final class PatternPaths {
  private static final int WIDTH = 80;

  private final Heap heap;
  private final PatternQuery query;
  private final PatternLine source;
  private final Map<Integer, RoaringBitmap> only;
  private final SetEdges edges;
  private final PeekableIntIterator sources;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Long2IntOpenHashMap seen = new Long2IntOpenHashMap();
  private final List<Row> rows = new ArrayList<>();

  /**
   * Holds the references from one object to those of the line above, sorted by target; {@code next}
   * are not shown.
   */
  private static final class Frame {
    final PatternLine line;
    final LongArrayList references;
    int next;

    Frame(PatternLine line, LongArrayList references) {
      this.line = line;
      this.references = references;
    }

    boolean isDone() {
      return next == references.size();
    }
  }

  /**
   * Holds a row: an object of a line, how the row above it refers to it, and the row that shows
   * what it leads to.
   */
  private record Row(PatternLine line, int index, String relations, int same) {}

  /**
   * Prepares the references.
   *
   * @param only the objects of a line that may be passed, by the number of the line; all of others
   */
  PatternPaths(
      Heap heap, PatternQuery query, PatternLine source, Map<Integer, RoaringBitmap> only) {
    this.heap = heap;
    this.query = query;
    this.source = source;
    this.only = only;
    PathQuery path = query.raw() ? PathQuery.PLAIN.unmerged() : PathQuery.PLAIN;
    edges = SetEdges.outOf(heap, path, new RoaringBitmap());
    sources = allowed(source).getIntIterator();
    seen.defaultReturnValue(-1);
  }

  private RoaringBitmap allowed(PatternLine line) {
    RoaringBitmap some = only.get(line.number());
    return some == null ? line.set() : RoaringBitmap.and(line.set(), some);
  }

  /** Tells whether a line stands on the way down. */
  boolean passes(PatternLine line) {
    for (PatternLine at = source; at != null; at = at.parent()) {
      if (at.number() == line.number()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the references that pass these objects of a line. */
  PatternPaths through(PatternLine line, RoaringBitmap objects) {
    Map<Integer, RoaringBitmap> more = new HashMap<>(only);
    more.merge(line.number(), objects, (one, other) -> RoaringBitmap.and(one, other));
    return new PatternPaths(heap, query, source, more);
  }

  String title() {
    return "Paths from " + source.letters() + " down to _.";
  }

  /** Makes rows until there are {@code wanted} or no more; returns how many there are then. */
  synchronized int make(int wanted) {
    while (rows.size() < wanted && !isComplete()) {
      Workers.checkInterrupt();
      Frame frame = open.peek();
      if (frame == null) {
        add(source, sources.next(), "");
      } else if (frame.isDone()) {
        open.pop();
      } else {
        addReferent(frame);
      }
    }
    return rows.size();
  }

  synchronized boolean isComplete() {
    while (!open.isEmpty() && open.peek().isDone()) {
      open.pop();
    }
    return open.isEmpty() && !sources.hasNext();
  }

  private void addReferent(Frame frame) {
    int target = (int) (frame.references.getLong(frame.next) >> 32);
    StringBuilder relations = new StringBuilder();
    long last = -1;
    while (!frame.isDone() && (int) (frame.references.getLong(frame.next) >> 32) == target) {
      long reference = frame.references.getLong(frame.next++);
      if (reference != last) {
        relations
            .append(relations.isEmpty() ? "" : " / ")
            .append(edges.steps().text((int) reference));
      }
      last = reference;
    }
    add(frame.line.parent(), target, relations.toString());
  }

  private void add(PatternLine line, int index, String relations) {
    long key = (long) line.depth() << 32 | index;
    int same = line.parent() == null ? -1 : seen.putIfAbsent(key, rows.size());
    rows.add(new Row(line, index, relations, same));
    if (same < 0 && line.parent() != null) {
      open.push(new Frame(line, references(index, allowed(line.parent()))));
    }
  }

  private LongArrayList references(int holder, RoaringBitmap targets) {
    LongArrayList found = new LongArrayList();
    edges.forEachOf(
        holder,
        (from, code, target) -> {
          if (targets.contains(target)) {
            found.add((long) target << 32 | code);
          }
        });
    found.sort(null);
    return found;
  }

  /** Returns rows as text. */
  synchronized List<String> rows(int from, int to, boolean whole) {
    List<String> texts = new ArrayList<>();
    int letters = 0;
    for (PatternLine line = source; line != null; line = line.parent()) {
      letters = Math.max(letters, name(new Row(line, line.set().last(), "", -1)).length());
    }
    for (int number = from; number < to; number++) {
      texts.add(text(number, letters, whole));
    }
    return texts;
  }

  /** Lays out rows as a tree: objects of a line stand below what refers to them. */
  synchronized Table table(int from, int to) {
    Table table = new Table("Class", Column.words("Object", 6), Column.words("Id", 6));
    for (int number = from; number < to; number++) {
      Row row = rows.get(number);
      String end = row.same() < 0 ? "" : " [^ " + row.same() + "]";
      String relations = row.relations().isEmpty() ? "" : row.relations() + " ";
      table
          .row(
              width -> relations + className(row.index()) + end,
              name(row),
              ClassLabels.hex(heap.graph().idOf(row.index())))
          .depth(source.depth() - row.line().depth());
    }
    return table;
  }

  private static String name(Row row) {
    return row.line().letters() + "[" + (row.line().set().rank(row.index()) - 1) + "]";
  }

  private String text(int number, int letters, boolean whole) {
    HeapGraph graph = heap.graph();
    Row row = rows.get(number);
    String name = name(row);
    String start =
        String.format("%2d: %s", number, name)
            + " "
                .repeat(
                    Math.max(0, letters - name.length()) + 1 + source.depth() - row.line().depth());
    String end = row.same() < 0 ? "" : " [^ " + row.same() + "]";
    String id =
        (row.relations().isEmpty() ? "" : " ")
            + "0x"
            + Long.toHexString(graph.idOf(row.index()))
            + " ";
    if (whole) {
      return start + row.relations() + id + className(row.index()) + end;
    }
    int room = WIDTH - start.length() - id.length() - end.length();
    String type = className(row.index());
    String relations = PathText.fit(row.relations(), room - Math.min(type.length(), room / 3));
    type = ClassNames.fit(type, room - relations.length());
    return start + relations + id + PathText.fit(type, room - relations.length()) + end;
  }

  private String className(int index) {
    HeapGraph graph = heap.graph();
    int represented = graph.representedClass(index);
    String prefix = represented >= 0 ? "class " : "";
    int type = represented >= 0 ? represented : graph.classNumber(index);
    return prefix + SafeText.of(graph.heapClass(type).name(), 500);
  }
}
