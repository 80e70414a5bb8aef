package heapsh;

import heapsh.graph.HeapGraph;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds the references into or out of a set, merged by the class at their source and the relation.
 * O(references of the objects on both sides).
 */
final class EdgeTable implements PathTable {
  private final Heap heap;
  private final ShapeTrie trie;
  private final List<Row> rows;

  /** Holds a row: the edges of one shape. */
  private record Row(int shape, RoaringBitmap sources, RoaringBitmap targets, long bytes) {}

  /** Merges the edges; walks them twice, to know the rare keys before it makes sets. */
  EdgeTable(Heap heap, SetEdges edges) {
    this.heap = heap;
    ShapeTrie plain = new ShapeTrie(edges.steps());
    edges.forEach((source, code, target) -> plain.enter(shape(plain, source, code)));
    ShapeFold.Result folded = ShapeFold.of(plain);
    trie = folded.trie();
    Collector collector = new Collector();
    edges.forEach(
        (source, code, target) ->
            collector.add(folded.numbers()[shape(plain, source, code)], source, target));
    rows = collector.rows();
  }

  private int shape(ShapeTrie shapes, int source, int code) {
    int start = ShapeTrie.ROOT;
    if (source >= 0 && !isStatic(shapes, code)) {
      int type = ShapeSteps.ofClass(heap.graph().classNumber(source));
      start = shapes.childAsIs(ShapeTrie.ROOT, type, ShapeTrie.NO_CLASS);
    }
    return shapes.childAsIs(start, code, ShapeTrie.NO_CLASS);
  }

  private static boolean isStatic(ShapeTrie shapes, int code) {
    return shapes.steps().sort(code) == heapsh.jdk.Relation.Sort.STATIC;
  }

  /** Puts the ends of edges into sets, shape by shape. */
  private final class Collector {
    private final Int2IntOpenHashMap places = new Int2IntOpenHashMap();
    private final IntArrayList shapes = new IntArrayList();
    private final List<RoaringBitmap> sources = new ArrayList<>();
    private final List<RoaringBitmap> targets = new ArrayList<>();

    Collector() {
      places.defaultReturnValue(-1);
    }

    void add(int shape, int source, int target) {
      int place = places.get(shape);
      if (place < 0) {
        place = shapes.size();
        places.put(shape, place);
        shapes.add(shape);
        sources.add(new RoaringBitmap());
        targets.add(new RoaringBitmap());
      }
      targets.get(place).add(target);
      if (source >= 0) {
        sources.get(place).add(source);
      }
    }

    List<Row> rows() {
      List<Row> all = new ArrayList<>();
      for (int i = 0; i < shapes.size(); i++) {
        RoaringBitmap ends = targets.get(i);
        all.add(new Row(shapes.getInt(i), sources.get(i), ends, bytesOf(heap.graph(), ends)));
      }
      all.sort(
          Comparator.comparingLong(Row::bytes)
              .thenComparingInt(row -> row.targets().getCardinality())
              .reversed());
      return all;
    }
  }

  /** Returns the bytes of these objects. O(set). */
  static long bytesOf(HeapGraph graph, RoaringBitmap set) {
    long bytes = 0;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      bytes += graph.shallowBytes(it.next());
    }
    return bytes;
  }

  @Override
  public int rows() {
    return rows.size();
  }

  @Override
  public String noun() {
    return "shape";
  }

  @Override
  public int count(int row) {
    return rows.get(row).targets().getCardinality();
  }

  @Override
  public long bytes(int row) {
    return rows.get(row).bytes();
  }

  @Override
  public int length(int row) {
    return trie.path(rows.get(row).shape()).length;
  }

  @Override
  public List<String> steps(int row) {
    return PathText.of(trie, rows.get(row).shape());
  }

  @Override
  public RoaringBitmap objects(int row) {
    return rows.get(row).targets();
  }

  @Override
  public RoaringBitmap node(int row, int k) {
    return k == length(row) - 1 ? objects(row) : rows.get(row).sources();
  }

  @Override
  public RoaringBitmap level(int k) {
    RoaringBitmap level = new RoaringBitmap();
    for (int row = 0; row < rows.size(); row++) {
      if (length(row) == 2 && (k == 0 || k == -2)) {
        level.or(rows.get(row).sources());
      }
    }
    return level;
  }

  @Override
  public ConcretePath example(int row) {
    ConcretePath path = new ConcretePath(new IntArrayList(), new IntArrayList());
    Row its = rows.get(row);
    int[] shape = trie.path(its.shape());
    int target = its.targets().first();
    if (shape.length == 2) {
      path.codes().add(trie.code(shape[0]));
      path.objects().add(its.sources().first());
    }
    path.codes().add(trie.code(shape[shape.length - 1]));
    path.objects().add(target);
    return path;
  }
}
