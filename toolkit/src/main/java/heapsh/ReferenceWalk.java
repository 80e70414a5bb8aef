package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.Diagram;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.Int2IntLinkedOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/**
 * Walks the references around some objects, breadth first, level by level, and makes the graph of
 * them. Immutable after it is made.
 */
final class ReferenceWalk {
  static final int MOST_BOXES = 300;
  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_VALUE = 32;
  private static final int LONGEST_ROOT = 40;
  private static final int MORE = -1;

  private final Heap heap;
  private final GraphView view;
  private final PatternStops stops;
  private final int asked;

  /** Boxes by object, in the order in which they were met. */
  private final Int2IntLinkedOpenHashMap boxes = new Int2IntLinkedOpenHashMap();

  private final IntArrayList depths = new IntArrayList();
  private final Int2ObjectOpenHashMap<String> roots = new Int2ObjectOpenHashMap<>();
  private final Map<Long, String> relations = new LinkedHashMap<>();
  private final Int2IntOpenHashMap leftOut = new Int2IntOpenHashMap();
  private int startBoxes;

  private ReferenceWalk(Heap heap, GraphView view, int asked) {
    this.heap = heap;
    this.view = view;
    this.asked = asked;
    boxes.defaultReturnValue(MORE);
    stops = new PatternStops(heap, null);
  }

  static ReferenceWalk of(Heap heap, RoaringBitmap start, GraphView view) {
    ReferenceWalk walk = new ReferenceWalk(heap, view, start.getCardinality());
    RoaringBitmap level = Samples.largest(heap, start, Math.min(view.tooMany, MOST_BOXES));
    for (var it = level.getIntIterator(); it.hasNext(); ) {
      walk.box(it.next(), 0);
    }
    walk.startBoxes = walk.boxes.size();
    for (int depth = 1; depth <= view.maxDepth && !level.isEmpty(); depth++) {
      level = walk.level(level, depth);
    }
    walk.rootsOfAll();
    return walk;
  }

  private PathQuery query() {
    return view.raw ? PathQuery.PLAIN.unmerged() : PathQuery.PLAIN;
  }

  private void box(int index, int depth) {
    boxes.put(index, boxes.size());
    depths.add(depth);
  }

  /**
   * Draws the references of the objects of a level; returns the new ones that are to be followed.
   */
  private RoaringBitmap level(RoaringBitmap level, int depth) {
    RoaringBitmap next = new RoaringBitmap();
    Int2ObjectOpenHashMap<RoaringBitmap> kept = new Int2ObjectOpenHashMap<>();
    SetEdges edges =
        view.back ? SetEdges.into(heap, query(), level) : SetEdges.outOf(heap, query(), level);
    edges.forEach(
        (source, code, target) -> {
          if (source < 0 || code == ShapeSteps.CLASS_OF) {
            return;
          }
          int near = view.back ? target : source;
          int far = view.back ? source : target;
          RoaringBitmap drawn = kept.computeIfAbsent(near, key -> new RoaringBitmap());
          if (!drawn.contains(far) && !isDrawn(near, far, drawn, depth)) {
            return;
          }
          if (drawn.checkedAdd(far) && depths.getInt(boxes.get(far)) == depth && isFollowed(far)) {
            next.add(far);
          }
          String text = edges.steps().text(code);
          relations.merge(
              LongNumbers.pair(boxes.get(source), boxes.get(target)), text, ReferenceWalk::both);
        });
    return next;
  }

  /** Decides on one more object at the other end of a reference; makes its box if it is new. */
  private boolean isDrawn(int near, int far, RoaringBitmap drawn, int depth) {
    if (!view.filter.test(new HeapObject(heap, far))) {
      return false;
    }
    boolean isNew = boxes.get(far) == MORE;
    if (drawn.getCardinality() >= view.tooMany || isNew && boxes.size() >= MOST_BOXES) {
      leftOut.addTo(near, 1);
      return false;
    }
    if (isNew) {
      box(far, depth);
    }
    return true;
  }

  private static String both(String one, String other) {
    return one.equals(other) || one.endsWith("...") || one.startsWith(other + ", ")
        ? one
        : one.contains(", ") ? one + ", ..." : one + ", " + other;
  }

  private boolean isFollowed(int index) {
    return !stops.all(RoaringBitmap.bitmapOf(index));
  }

  private void rootsOfAll() {
    for (int index : boxes.keySet()) {
      if (heap.graph().roots().isRoot(index)) {
        List<String> reasons = new HeapObject(heap, index).roots();
        roots.put(index, reasons.isEmpty() ? "<root>" : reasons.get(0));
      }
    }
  }

  /** Returns the objects in the graph. */
  RoaringBitmap objects() {
    return RoaringBitmap.bitmapOf(boxes.keySet().toIntArray());
  }

  /** Returns the references as a table. */
  Table toTable() {
    int[] objects = boxes.keySet().toIntArray();
    List<Map.Entry<Long, String>> rows = List.copyOf(relations.entrySet());
    return new TableColumns(rows.size())
        .longs("From", row -> id(objects[LongNumbers.high(rows.get(row).getKey())]))
        .texts("From class", row -> type(objects[LongNumbers.high(rows.get(row).getKey())]))
        .texts("Relation", row -> rows.get(row).getValue())
        .longs("To", row -> id(objects[LongNumbers.low(rows.get(row).getKey())]))
        .texts("To class", row -> type(objects[LongNumbers.low(rows.get(row).getKey())]))
        .table(title());
  }

  private long id(int index) {
    return heap.graph().idOf(index);
  }

  private String type(int index) {
    int represented = heap.graph().representedClass(index);
    return represented >= 0
        ? "class " + heap.graph().heapClass(represented).name()
        : heap.graph().heapClass(heap.graph().classNumber(index)).name();
  }

  /** Returns the graph to draw. */
  Diagram diagram() {
    List<Diagram.Node> nodes = new ArrayList<>();
    List<Diagram.Edge> edges = new ArrayList<>();
    HeapReader reader = HeapReader.of(heap);
    for (int index : boxes.keySet()) {
      nodes.add(new Diagram.Node(lines(reader, index), style(index)));
    }
    relations.forEach(
        (pair, text) ->
            edges.add(new Diagram.Edge(LongNumbers.high(pair), LongNumbers.low(pair), text)));
    leftOut.forEach(
        (index, count) -> {
          String more = count + " more";
          int box = boxes.get((int) index);
          edges.add(
              view.back
                  ? new Diagram.Edge(nodes.size(), box, "")
                  : new Diagram.Edge(box, nodes.size(), ""));
          nodes.add(new Diagram.Node(List.of(more), Diagram.Style.MORE));
        });
    if (asked > startBoxes) {
      String more = (asked - startBoxes) + " more of the set";
      nodes.add(new Diagram.Node(List.of(more), Diagram.Style.MORE));
    }
    return new Diagram(title(), nodes, edges);
  }

  private String title() {
    return (view.back ? "References to " : "References from ")
        + PartitionText.objects(asked)
        + ", "
        + (view.maxDepth == 1 ? "1 step" : view.maxDepth + " steps");
  }

  private Diagram.Style style(int index) {
    if (view.highlight.test(new HeapObject(heap, index))) {
      return Diagram.Style.HIGHLIGHT;
    } else if (boxes.get(index) < startBoxes) {
      return Diagram.Style.START;
    }
    return roots.containsKey(index) ? Diagram.Style.ROOT : Diagram.Style.PLAIN;
  }

  private List<String> lines(HeapReader reader, int index) {
    List<String> lines = new ArrayList<>();
    String type = SafeText.of(type(index), LONGEST_NAME);
    lines.add(view.shortNames ? shortName(type) : type);
    lines.add(value(reader, index));
    if (roots.containsKey(index)) {
      lines.add(SafeText.of(roots.get(index), LONGEST_ROOT));
    }
    String extra = view.extraInfo.apply(new HeapObject(heap, index));
    if (extra != null && !extra.isEmpty()) {
      lines.add(extra);
    }
    return lines;
  }

  private static String shortName(String type) {
    String word = "class ";
    return type.startsWith(word)
        ? word + ClassNames.simple(type.substring(word.length()))
        : ClassNames.simple(type);
  }

  /** Says what a box is by its text or length, else by its id. */
  private String value(HeapReader reader, int index) {
    String id = ClassLabels.hex(id(index));
    if (reader.isString(index)) {
      return ValueText.of(new HeapObject(heap, index), LONGEST_VALUE);
    }
    if (reader.classOf(index).isArray()) {
      return id + ", length " + reader.arrayLength(index);
    }
    long known = reader.hasMembers(index) ? reader.knownLength(index) : -1;
    return known < 0 ? id : id + ", size " + known;
  }
}
