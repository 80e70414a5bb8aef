package heapsh;

import heapsh.render.Diagram;
import heapsh.render.DiagramSvg;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/**
 * Draws objects and the references around them, a box for each object, an arrow for each reference:
 * what objgraph's show_refs and show_backrefs draw, without Graphviz. Immutable.
 *
 * <pre>
 *   hp.heap().get(0).showBackrefs().save("who.svg")
 *   hp.at(0x7f439c90c810L).showRefs().maxDepth(2).tooMany(20).save("what.html")
 * </pre>
 *
 * <p>Arrows point to the right, from who refers to who is referred to. References are logical: the
 * insides of the JDK's containers are seen through. Blue boxes are the objects asked for, green
 * ones GC roots, dashed ones say how many more there are; classes, loaders, modules and threads are
 * drawn but not followed. There are at most {@value ReferenceWalk#MOST_BOXES} objects in a picture.
 */
public final class ReferenceGraph implements Rich {
  private final Heap heap;
  private final RoaringBitmap start;
  private final GraphView view;
  private volatile ReferenceWalk walk;

  private ReferenceGraph(Heap heap, RoaringBitmap start, GraphView view) {
    this.heap = heap;
    this.start = start;
    this.view = view;
  }

  /** Draws what a set refers to, or with {@code back} what refers to it. */
  static ReferenceGraph of(ObjectSet set, boolean back) {
    if (set.isEmpty()) {
      throw new HeapException("there is nothing to draw: this set is empty");
    }
    return new ReferenceGraph(
        set.heap(), set.bitmap(), new GraphView().with(view -> view.back = back));
  }

  private ReferenceGraph with(Consumer<GraphView> change) {
    return new ReferenceGraph(heap, start, view.with(change));
  }

  /**
   * Follows references this many steps; 3 by default.
   *
   * <p>Cost: O(references of what is drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().maxDepth(5)}
   *
   * @throws HeapException when it is not at least 1
   */
  public ReferenceGraph maxDepth(int steps) {
    if (steps < 1) {
      throw new HeapException("maxDepth(" + steps + ") draws no reference: take 1 or more");
    }
    return with(other -> other.maxDepth = steps);
  }

  /**
   * Draws so many references of an object and says how many more there are; 10 by default. The
   * objects asked for are drawn up to this number as well, the largest first.
   *
   * <p>Cost: O(references of what is drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().tooMany(3)}
   *
   * @throws HeapException when it is not at least 1
   */
  public ReferenceGraph tooMany(int references) {
    if (references < 1) {
      throw new HeapException("tooMany(" + references + ") draws no reference: take 1 or more");
    }
    return with(other -> other.tooMany = references);
  }

  /**
   * Leaves out objects, and what is behind them, for which this says false.
   *
   * <p>Cost: O(references of what is drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().filter(o ->
   * !o.className().startsWith("sun."))}
   */
  public ReferenceGraph filter(Predicate<HeapObject> predicate) {
    return with(other -> other.filter = predicate);
  }

  /**
   * Makes objects stand out.
   *
   * <p>Cost: O(objects drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().highlight(o -> o.size() > 1000)}
   */
  public ReferenceGraph highlight(Predicate<HeapObject> predicate) {
    return with(other -> other.highlight = predicate);
  }

  /**
   * Adds a line to each box; none where the text is empty.
   *
   * <p>Cost: O(objects drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().extraInfo(o -> o.retainedSize() + " bytes")}
   */
  public ReferenceGraph extraInfo(Function<HeapObject, String> text) {
    return with(other -> other.extraInfo = text);
  }

  /**
   * Names classes without their package, as by default, or with it.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().shortNames(false)}
   */
  public ReferenceGraph shortNames(boolean isShort) {
    return with(other -> other.shortNames = isShort);
  }

  /**
   * Draws the references that the dump has, with no container seen through.
   *
   * <p>Cost: O(references of what is drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().raw()}
   */
  public ReferenceGraph raw() {
    return with(other -> other.raw = true);
  }

  /**
   * Returns the objects in the picture.
   *
   * <p>Cost: O(references of what is drawn), once.
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().objects().byClass()}
   */
  public ObjectSet objects() {
    return heap.set(walk().objects());
  }

  /**
   * Returns the references in the picture as a tablesaw table: ids, classes, relation.
   *
   * <p>Cost: O(references of what is drawn), once.
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().toTable()}
   */
  public Table toTable() {
    return walk().toTable();
  }

  /**
   * Returns the graph in Graphviz's language.
   *
   * <p>Cost: O(references of what is drawn), once.
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().toDot()}
   */
  public String toDot() {
    return diagram().dot();
  }

  private Diagram diagram() {
    return walk().diagram();
  }

  private ReferenceWalk walk() {
    ReferenceWalk known = walk;
    if (known == null) {
      known = ReferenceWalk.of(heap, start, view);
      walk = known;
    }
    return known;
  }

  /**
   * Returns the picture as SVG, the graph for Graphviz, and the numbers of boxes and arrows as
   * text.
   *
   * <p>Cost: O(references of what is drawn), and milliseconds for the layout.
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().mime().get("image/svg+xml")}
   */
  @Override
  public Map<String, String> mime() {
    Map<String, String> forms = Mime.picture(toString(), DiagramSvg.of(diagram()));
    forms.put(Mime.DOT, toDot());
    return forms;
  }

  /** Returns how many boxes and arrows there are, and how to see them. */
  @Override
  public String toString() {
    return Safely.text(
        () ->
            diagram().summary()
                + ".\nsave(\"x.svg\"), save(\"x.html\"), save(\"x.dot\") write it to a file.");
  }
}
