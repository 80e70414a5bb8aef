package heapsh;

import heapsh.graph.HeapGraph;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds rows of one object each, largest first, objects of one size by address. Keeps no row: only
 * how many objects there are of each size, and those of the size, or of the page, asked for last.
 */
final class IdGrouping implements Grouping {
  private static final int MOST_PREPARED = 1 << 16;

  private final Heap heap;
  private final RoaringBitmap set;
  private final long[] sizes;
  private final int[] firstRow;
  private final long[] bytesBefore;
  private volatile Bucket last = new Bucket(-1, new RoaringBitmap());

  private volatile Window window = new Window(0, new int[0]);

  private record Bucket(int number, RoaringBitmap objects) {}

  /** The objects of some rows. */
  private record Window(int from, int[] objects) {
    boolean has(int row) {
      return row >= from && row - from < objects.length;
    }
  }

  IdGrouping(Heap heap, RoaringBitmap set) {
    this.heap = heap;
    this.set = set;
    Long2IntOpenHashMap counts = countBySize(heap.graph(), set);
    sizes = counts.keySet().toLongArray();
    Arrays.sort(sizes);
    for (int i = 0, j = sizes.length - 1; i < j; i++, j--) {
      long swap = sizes[i];
      sizes[i] = sizes[j];
      sizes[j] = swap;
    }
    firstRow = new int[sizes.length + 1];
    bytesBefore = new long[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      int count = counts.get(sizes[i]);
      firstRow[i + 1] = firstRow[i] + count;
      bytesBefore[i + 1] = bytesBefore[i] + count * sizes[i];
    }
  }

  private static Long2IntOpenHashMap countBySize(HeapGraph graph, RoaringBitmap set) {
    Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
    Scan.run(
        set,
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            counts.addTo(graph.shallowBytes(objects[k]), 1);
          }
        });
    return counts;
  }

  private int bucketOf(int row) {
    int place = Arrays.binarySearch(firstRow, row);
    return place >= 0 ? place : -place - 2;
  }

  private RoaringBitmap objectsOf(int bucket) {
    Bucket known = last;
    if (known.number != bucket) {
      HeapGraph graph = heap.graph();
      long bytes = sizes[bucket];
      known =
          new Bucket(bucket, Scans.filter(set, () -> index -> graph.shallowBytes(index) == bytes));
      last = known;
    }
    return known.objects;
  }

  /** Finds the objects of all rows at once, unless there are very many of one size. */
  @Override
  public void prepare(int from, int to) {
    if (from >= to || window.has(from) && window.has(to - 1)) {
      return;
    }
    int first = bucketOf(from);
    int end = bucketOf(to - 1) + 1;
    while (end > first && firstRow[end] - firstRow[first] > MOST_PREPARED) {
      end--;
    }
    if (end - first < 2) {
      return; // one bucket is searched once anyhow
    }
    HeapGraph graph = heap.graph();
    long most = sizes[first];
    long least = sizes[end - 1];
    RoaringBitmap found =
        Scans.filter(
            set,
            () ->
                index -> {
                  long bytes = graph.shallowBytes(index);
                  return bytes >= least && bytes <= most;
                });
    int[] objects = found.toArray();
    IntArrays.stableSort(
        objects, (a, b) -> Long.compare(graph.shallowBytes(b), graph.shallowBytes(a)));
    window = new Window(firstRow[first], objects);
  }

  /** Returns the object of a row. */
  int object(int row) {
    Window known = window;
    if (known.has(row)) {
      return known.objects[row - known.from];
    }
    int bucket = bucketOf(row);
    return objectsOf(bucket).select(row - firstRow[bucket]);
  }

  @Override
  public int rows() {
    return firstRow[sizes.length];
  }

  @Override
  public int count(int row) {
    return 1;
  }

  @Override
  public long bytes(int row) {
    return sizes[bucketOf(row)];
  }

  @Override
  public long cumulativeBytes(int row) {
    int bucket = bucketOf(row);
    return bytesBefore[bucket] + (row - firstRow[bucket] + 1) * sizes[bucket];
  }

  @Override
  public String name(int row) {
    return heap.classification(Classifier.ID).name(object(row));
  }

  @Override
  public String shortName(int row, int width) {
    return heap.classification(Classifier.ID).shortName(object(row), width);
  }

  @Override
  public RoaringBitmap objects(int from, int to) {
    RoaringBitmap found = new RoaringBitmap();
    for (int bucket = bucketOf(from); bucket < sizes.length && firstRow[bucket] < to; bucket++) {
      RoaringBitmap objects = objectsOf(bucket);
      int first = objects.select(Math.max(0, from - firstRow[bucket]));
      int end = objects.select(Math.min(to, firstRow[bucket + 1]) - firstRow[bucket] - 1);
      found.or(objects.selectRange(first, end + 1L));
    }
    return found;
  }

  @Override
  public Grouping row(int row) {
    Kind kind = kind(row, row + 1);
    return new RowGrouping(heap, Classifier.ID, object(row), kind, 1, bytes(row));
  }

  @Override
  public Kind kind(int from, int to) {
    return new RowKind(heap, Classifier.ID, null, objects(from, to).toArray());
  }
}
