package heapsh;

import heapsh.graph.HeapGraph;
import java.util.List;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** Holds the kernels that several operations share. */
final class Scans {
  private Scans() {}

  /**
   * Returns a writer that is fast for long ascending runs of objects, which is what kernels give.
   */
  private static RoaringBitmapWriter<RoaringBitmap> writer() {
    return RoaringBitmapWriter.writer().constantMemory().get();
  }

  /** Returns the objects that match. */
  static RoaringBitmap filter(RoaringBitmap set, Supplier<Kind.Matcher> matchers) {
    if (!set.isEmpty()) {
      // What is computed on first use is computed here, by the thread that can be interrupted.
      matchers.get().matches(set.first());
    }
    return union(Scan.over(set, () -> new Filter(matchers.get())));
  }

  private static RoaringBitmap union(List<Filter> filters) {
    RoaringBitmap all = new RoaringBitmap();
    for (Filter filter : filters) {
      all.or(filter.kept.get());
    }
    return all;
  }

  private static final class Filter implements Scan.Kernel {
    private final Kind.Matcher matcher;
    private final RoaringBitmapWriter<RoaringBitmap> kept = writer();

    Filter(Kind.Matcher matcher) {
      this.matcher = matcher;
    }

    @Override
    public void take(int[] objects, int n, int position) {
      for (int k = 0; k < n; k++) {
        if (matcher.matches(objects[k])) {
          kept.add(objects[k]);
        }
      }
    }
  }

  /** Returns the objects of rows {@code from} to {@code to}, exclusive. */
  static RoaringBitmap select(RoaringBitmap set, KeptRows rows, int from, int to) {
    RoaringBitmapWriter<RoaringBitmap> kept = writer();
    Scan.run(
        set,
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            int row = rows.row(position + k);
            if (row >= from && row < to) {
              kept.add(objects[k]);
            }
          }
        });
    return kept.get();
  }

  /** Returns the sum of shallow sizes. */
  static long shallowBytes(HeapGraph graph, RoaringBitmap set) {
    long bytes = 0;
    for (Sum sum : Scan.over(set, () -> new Sum(graph))) {
      bytes += sum.bytes;
    }
    return bytes;
  }

  private static final class Sum implements Scan.Kernel {
    private final HeapGraph graph;
    private long bytes;

    Sum(HeapGraph graph) {
      this.graph = graph;
    }

    @Override
    public void take(int[] objects, int n, int position) {
      for (int k = 0; k < n; k++) {
        bytes += graph.shallowBytes(objects[k]);
      }
    }
  }
}
