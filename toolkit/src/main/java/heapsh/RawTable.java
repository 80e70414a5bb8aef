package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.BitSet;
import java.util.List;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Holds a shortest path of raw relations to each object of a set. */
final class RawTable implements PathTable {
  private final Heap heap;
  private final PathQuery query;
  private final PathTree tree;
  private final int[] objects;

  RawTable(Heap heap, PathQuery query, PathTree tree, RoaringBitmap set) {
    this.heap = heap;
    this.query = query;
    this.tree = tree;
    HeapGraph graph = heap.graph();
    RoaringBitmap reached = Unreached.reached(set, tree);
    objects = reached.toArray();
    IntArrays.stableSort(
        objects, (a, b) -> Long.compare(graph.shallowBytes(b), graph.shallowBytes(a)));
  }

  @Override
  public int rows() {
    return objects.length;
  }

  @Override
  public String noun() {
    return "path";
  }

  @Override
  public int count(int row) {
    return 1;
  }

  @Override
  public long bytes(int row) {
    return heap.graph().shallowBytes(objects[row]);
  }

  @Override
  public int length(int row) {
    int length = 0;
    for (int index = objects[row]; index >= 0; index = tree.parent(index)) {
      length++;
    }
    return length;
  }

  @Override
  public List<String> steps(int row) {
    PathSteps steps = new PathSteps(heap, query);
    ShapeTrie trie = new ShapeTrie(steps.steps());
    int[] path = path(row);
    int shape = trie.child(ShapeTrie.ROOT, steps.start(path[0]), ShapeTrie.NO_CLASS);
    for (int i = 1; i < path.length; i++) {
      shape = trie.child(shape, steps.rawEdge(path[i - 1], path[i]), ShapeTrie.NO_CLASS);
    }
    return PathText.of(trie, shape);
  }

  /** Returns the objects of a path from its start down. */
  private int[] path(int row) {
    int[] path = new int[length(row)];
    int index = objects[row];
    for (int i = path.length - 1; i >= 0; i--) {
      path[i] = index;
      index = tree.parent(index);
    }
    return path;
  }

  @Override
  public RoaringBitmap objects(int row) {
    return RoaringBitmap.bitmapOf(objects[row]);
  }

  @Override
  public RoaringBitmap node(int row, int k) {
    int index = objects[row];
    for (int up = length(row) - 1 - k; up > 0; up--) {
      index = tree.parent(index);
    }
    return RoaringBitmap.bitmapOf(index);
  }

  @Override
  public RoaringBitmap level(int k) {
    BitSet found = k < 0 ? levelFromEnd(-1 - k) : levelFromStart(k);
    RoaringBitmap level = BitSetUtil.bitmapOf(found);
    level.andNot(RoaringBitmap.bitmapOf(objects));
    return level;
  }

  private BitSet levelFromEnd(int steps) {
    BitSet found = new BitSet();
    for (int object : objects) {
      int index = object;
      for (int i = 0; i < steps && index >= 0; i++) {
        index = tree.parent(index);
      }
      if (index >= 0) {
        found.set(index);
      }
    }
    return found;
  }

  /**
   * Goes through the order of discovery, in which a level begins with the first child of the one
   * before.
   */
  private BitSet levelFromStart(int level) {
    BitSet onPath = PathShapes.onPathsTo(RoaringBitmap.bitmapOf(objects), tree);
    BitSet found = new BitSet();
    int depth = 0;
    int levelStart = 0;
    for (int k = 0; k < tree.size() && depth <= level; k++) {
      if (tree.holder(k) >= levelStart) {
        depth++;
        levelStart = k;
      }
      if (depth == level && onPath.get(k)) {
        found.set(tree.at(k));
      }
    }
    return found;
  }

  @Override
  public ConcretePath example(int row) {
    return ConcretePath.of(new PathSteps(heap, query), tree, objects[row]);
  }
}
