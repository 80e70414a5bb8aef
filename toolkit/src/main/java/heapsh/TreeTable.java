package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds the shortest paths to a set, merged by shape. Which object has which shape is kept while
 * memory lasts and found anew when it is asked for after that: a shell holds every result for ever.
 */
final class TreeTable implements PathTable {
  private final Heap heap;
  private final PathQuery query;
  private final PathTree tree;
  private final RoaringBitmap set;
  private final ShapeTrie trie;
  private final int[] shapes;
  private final int[] counts;
  private final long[] bytes;
  private SoftReference<PathShapes> assigned;

  TreeTable(Heap heap, PathQuery query, PathTree tree, RoaringBitmap set) {
    this.heap = heap;
    this.query = query;
    this.tree = tree;
    this.set = set;
    PathShapes all = PathShapes.of(heap, query, tree, set);
    assigned = new SoftReference<>(all);
    trie = all.trie();
    int[] countOf = new int[trie.size()];
    long[] bytesOf = new long[trie.size()];
    HeapGraph graph = heap.graph();
    all.forEachTarget(
        (index, shape) -> {
          countOf[shape]++;
          bytesOf[shape] += graph.shallowBytes(index);
        });
    shapes = IntStream.range(0, countOf.length).filter(shape -> countOf[shape] > 0).toArray();
    IntArrays.stableSort(
        shapes,
        (a, b) ->
            bytesOf[a] != bytesOf[b]
                ? Long.compare(bytesOf[b], bytesOf[a])
                : Integer.compare(countOf[b], countOf[a]));
    counts = IntStream.of(shapes).map(shape -> countOf[shape]).toArray();
    bytes = IntStream.of(shapes).mapToLong(shape -> bytesOf[shape]).toArray();
  }

  private synchronized PathShapes assigned() {
    heap.graph(); // says so when the heap is closed
    PathShapes all = assigned.get();
    if (all == null) {
      all = PathShapes.of(heap, query, tree, set);
      assigned = new SoftReference<>(all);
    }
    return all;
  }

  @Override
  public int rows() {
    return shapes.length;
  }

  @Override
  public String noun() {
    return "shape";
  }

  @Override
  public int count(int row) {
    return counts[row];
  }

  @Override
  public long bytes(int row) {
    return bytes[row];
  }

  @Override
  public int length(int row) {
    return trie.path(shapes[row]).length;
  }

  @Override
  public List<String> steps(int row) {
    return PathText.of(trie, shapes[row]);
  }

  @Override
  public RoaringBitmap objects(int row) {
    return assigned().objects(shapes[row]);
  }

  @Override
  public RoaringBitmap node(int row, int k) {
    int[] path = trie.path(shapes[row]);
    if (k == path.length - 1) {
      return objects(row);
    }
    return assigned().standing(IntSets.singleton(path[k]), objects(row));
  }

  @Override
  public RoaringBitmap level(int k) {
    IntSet prefixes = new IntOpenHashSet();
    for (int shape : shapes) {
      int[] path = trie.path(shape);
      int at = k < 0 ? path.length + k : k;
      if (at >= 0 && at < path.length) {
        prefixes.add(path[at]);
      }
    }
    return RoaringBitmap.andNot(assigned().standing(prefixes), set);
  }

  @Override
  public ConcretePath example(int row) {
    return ConcretePath.of(new PathSteps(heap, query), tree, assigned().first(shapes[row]));
  }
}
