package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.IntColumn;
import heapsh.graph.PathTree;
import heapsh.graph.Workers;
import heapsh.jdk.Relations;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Gives a shape to every object on the shortest paths to a set.
 *
 * <p>First the union of the paths is marked, from each object of the set up to what is marked
 * already. Then one pass goes down in the order of discovery, in which parents stand before their
 * children and the children of one object together, and follows the trie of shapes. O(objects on
 * the paths) for both, with one bit for each object of the heap and one int for each object on the
 * paths.
 *
 * <p>An object inside a container has the shape of the container, for what is reached through it.
 * As an object of the set it has the raw steps behind that: a second column, made only for a set
 * that has such objects. A class object has the empty shape for its statics; as an object of the
 * set it has the one by which it was reached.
 */
final class PathShapes {
  /** How many edges are followed at a time. */
  private static final int BLOCK = 64;

  private final HeapGraph graph;
  private final PathTree tree;
  private final PathSteps steps;
  private final BitSet targets;
  private final BitSet onPath;
  private final int count;
  private final IntColumn through;
  private final IntColumn shown;
  private final Relations relations;
  private final boolean raw;
  private ShapeTrie trie;

  private PathShapes(
      Heap heap, PathQuery query, PathTree tree, RoaringBitmap set, int mostSingleKeys) {
    graph = heap.graph();
    this.tree = tree;
    steps = new PathSteps(heap, query);
    this.relations = heap.jdk().relations();
    this.raw = query.raw();
    targets = places(tree, set);
    onPath = withParents(targets, tree);
    count = onPath.cardinality();
    through = graph.columnOf(this);
    shown = !query.raw() && PathSteps.hasInsides(heap, set) ? graph.columnOf(this) : null;
    trie = new ShapeTrie(steps.steps(), mostSingleKeys);
  }

  /** Gives shapes to the paths of a tree that lead to a set. */
  static PathShapes of(Heap heap, PathQuery query, PathTree tree, RoaringBitmap set) {
    PathShapes shapes = new PathShapes(heap, query, tree, set, ShapeFold.MOST_SINGLE_KEYS);
    shapes.assign();
    shapes.fold();
    return shapes;
  }

  /**
   * Gives shapes in which each map key is a step of its own, for comparison with another heap's.
   *
   * @param mostSingleKeys from how many keys of one object each on what is behind them is merged
   */
  static PathShapes unfolded(
      Heap heap, PathQuery query, PathTree tree, RoaringBitmap set, int mostSingleKeys) {
    PathShapes shapes = new PathShapes(heap, query, tree, set, mostSingleKeys);
    shapes.assign();
    return shapes;
  }

  ShapeTrie trie() {
    return trie;
  }

  /** Marks where objects stand in the order of discovery. */
  private static BitSet places(PathTree tree, RoaringBitmap set) {
    BitSet places = new BitSet(tree.size());
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int k = tree.orderOf(it.next());
      if (k >= 0) {
        places.set(k);
      }
    }
    return places;
  }

  /** Marks where these objects stand in the order of discovery, and all that stand before them. */
  static BitSet onPathsTo(RoaringBitmap set, PathTree tree) {
    return withParents(places(tree, set), tree);
  }

  /**
   * Returns these places in the order of discovery and those of all that stand before them on their
   * paths: one pass backward, in which every place is met before its parent's.
   */
  private static BitSet withParents(BitSet places, PathTree tree) {
    BitSet marks = (BitSet) places.clone();
    int seen = 0;
    for (int k = marks.length() - 1; k >= 0; k = marks.previousSetBit(k - 1)) {
      if ((++seen & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      int parent = tree.holder(k);
      if (parent >= 0) {
        marks.set(parent);
      }
    }
    return marks;
  }

  private void assign() {
    try (EdgeNames names = new EdgeNames(graph, tree, onPath, relations, raw)) {
      Descent descent = new Descent();
      for (EdgeNames.Chunk chunk = names.next(); chunk != null; chunk = names.next()) {
        Workers.checkInterrupt();
        for (int i = 0; i < chunk.count(); i += BLOCK) {
          descent.take(chunk, i, Math.min(i + BLOCK, chunk.count()));
        }
      }
    }
  }

  /** Goes down the paths in the order of discovery, in which parents rise too. */
  private final class Descent {
    private int position;
    private int parent = -1;
    private int parentPosition = -1;

    /** Takes a block of edges, a small one: what is called often is compiled soon and once. */
    void take(EdgeNames.Chunk chunk, int from, int to) {
      for (int i = from; i < to; i++, position++) {
        int wanted = chunk.parent(i);
        if (wanted == PathTree.START) {
          int code = steps.start(tree.at(chunk.place(i)));
          enter(position, ShapeTrie.ROOT, code, ShapeTrie.NO_CLASS);
        } else {
          while (parent < wanted) {
            parent = onPath.nextSetBit(parent + 1);
            parentPosition++;
          }
          follow(position, parentPosition, chunk, i);
        }
      }
    }
  }

  private void follow(int position, int parentPosition, EdgeNames.Chunk chunk, int i) {
    int base = through.get(parentPosition);
    int parent = tree.at(chunk.parent(i));
    int index = tree.at(chunk.place(i));
    int code = steps.edge(chunk.name(i), parent, index);
    if (code == Relations.INSIDE) {
      through.set(position, base < 0 ? base : ~base);
      if (shown != null) {
        showInside(position, parentPosition, steps.rawEdge(parent, index), chunk.ownClass(i));
      }
      return;
    }
    int from = base < 0 ? ~base : base;
    if (steps.beginsAt(parent, code)) {
      from = ShapeTrie.ROOT;
    }
    enter(position, from, code, chunk.ownClass(i));
  }

  private void showInside(int position, int parentPosition, int code, int ownClass) {
    int node = trie.child(shown.get(parentPosition), code, steps.ownClass(code, ownClass));
    shown.set(position, node);
    trie.enter(node);
  }

  private void enter(int position, int from, int code, int ownClass) {
    int node = trie.child(from, code, steps.ownClass(code, ownClass));
    trie.enter(node);
    through.set(position, node);
    if (shown != null) {
      shown.set(position, node);
    }
  }

  private void fold() {
    if (trie.size() <= ShapeFold.MOST_SINGLE_KEYS + 1) {
      return;
    }
    ShapeFold.Result folded = ShapeFold.of(trie);
    trie = folded.trie();
    int[] numbers = folded.numbers();
    for (int position = 0; position < count; position++) {
      int its = through.get(position);
      through.set(position, its < 0 ? ~numbers[~its] : numbers[its]);
      if (shown != null) {
        shown.set(position, numbers[shown.get(position)]);
      }
    }
  }

  /**
   * Returns the shape of the object at a position of the pass; of an inside that is no object of
   * the set its container's.
   */
  private int shape(int position) {
    if (shown != null) {
      return shown.get(position);
    }
    int its = through.get(position);
    return its < 0 ? ~its : its;
  }

  /** Receives the objects of the set and their shapes. */
  @FunctionalInterface
  interface ShapeConsumer {
    /** Takes an object. */
    void accept(int index, int shape);
  }

  /**
   * Gives every object of the set that has a path, nearest to the roots first, with its shape.
   * O(objects reached).
   */
  void forEachTarget(ShapeConsumer consumer) {
    int position = 0;
    for (int k = onPath.nextSetBit(0); k >= 0; k = onPath.nextSetBit(k + 1), position++) {
      if ((position & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      if (targets.get(k)) {
        consumer.accept(tree.at(k), shape(position));
      }
    }
  }

  /**
   * Gives every object of the set that has a path, with its shape, on all processors; each thread
   * has a consumer of its own. Returns these. O(objects reached).
   */
  <C extends ShapeConsumer> List<C> shareTargets(Supplier<C> consumers) {
    int[] positions = positionsOfChunks();
    List<C> used = Collections.synchronizedList(new ArrayList<>());
    Workers.forRange(
        onPath.length(),
        Scan.CHUNK,
        () -> {
          C consumer = consumers.get();
          used.add(consumer);
          return (from, to) -> {
            int position = positions[(int) (from / Scan.CHUNK)];
            for (int k = onPath.nextSetBit((int) from); k >= 0 && k < to; position++) {
              if (targets.get(k)) {
                consumer.accept(tree.at(k), shape(position));
              }
              k = onPath.nextSetBit(k + 1);
            }
          };
        });
    return used;
  }

  /** Returns the position of the first object on the paths in each chunk of places. */
  private int[] positionsOfChunks() {
    int[] positions = new int[onPath.length() / Scan.CHUNK + 1];
    for (int chunk = 1; chunk < positions.length; chunk++) {
      int end = chunk * Scan.CHUNK;
      positions[chunk] = positions[chunk - 1] + onPath.get(end - Scan.CHUNK, end).cardinality();
    }
    return positions;
  }

  /** Returns the objects of the set whose shape this is. O(objects reached). */
  RoaringBitmap objects(int shape) {
    BitSet found = new BitSet();
    forEachTarget(
        (index, its) -> {
          if (its == shape) {
            found.set(index);
          }
        });
    return BitSetUtil.bitmapOf(found);
  }

  /**
   * Returns the first object of this shape: no other one is nearer to the roots. O(objects
   * reached).
   */
  int first(int shape) {
    int position = 0;
    for (int k = onPath.nextSetBit(0); k >= 0; k = onPath.nextSetBit(k + 1), position++) {
      if (targets.get(k) && shape(position) == shape) {
        return tree.at(k);
      }
    }
    throw new IllegalStateException("no object of shape: shape=" + shape);
  }

  /**
   * Returns the objects that stand where one of these prefixes ends, on the paths to some of the
   * set's objects.
   */
  RoaringBitmap standing(IntSet prefixes, RoaringBitmap ends) {
    return standing(prefixes, onPathsTo(ends, tree));
  }

  /** Returns the objects that stand where one of these prefixes ends. O(objects reached). */
  RoaringBitmap standing(IntSet prefixes) {
    return standing(prefixes, onPath);
  }

  private RoaringBitmap standing(IntSet prefixes, BitSet some) {
    BitSet found = new BitSet();
    int position = 0;
    for (int k = onPath.nextSetBit(0); k >= 0; k = onPath.nextSetBit(k + 1), position++) {
      boolean passedThrough = shown == null && through.get(position) < 0;
      if (!passedThrough && some.get(k) && prefixes.contains(shape(position))) {
        found.set(tree.at(k));
      }
    }
    return BitSetUtil.bitmapOf(found);
  }
}
