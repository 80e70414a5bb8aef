package heapsh;

import heapsh.graph.Progress;
import heapsh.graph.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Runs a kernel over the objects of a set, chunk by chunk; stops when the thread is interrupted.
 */
final class Scan {
  /** How many objects a kernel takes at a time, at most: the size of a bitmap's container. */
  static final int CHUNK = 1 << 16;

  /** Smaller sets are not worth starting threads for. */
  private static final int WORTH_SHARING = 10_000;

  private Scan() {}

  /** Works on objects in the order of their indexes. Belongs to one thread. */
  @FunctionalInterface
  interface Kernel {
    /**
     * Takes a chunk.
     *
     * @param objects holds the indexes, ascending, in its first {@code n} places; reused
     * @param n how many there are
     * @param position how many objects of the set are smaller than the first of these
     */
    void take(int[] objects, int n, int position);
  }

  /**
   * Runs kernels over the whole set, on all processors; returns those that were used, one for each
   * thread.
   */
  static <K extends Kernel> List<K> over(RoaringBitmap set, Supplier<K> kernels) {
    return over(set, Progress.NONE, "", kernels);
  }

  /** Runs kernels over the whole set, on all processors, and reports how far they are. */
  static <K extends Kernel> List<K> over(
      RoaringBitmap set, Progress progress, String phase, Supplier<K> kernels) {
    if (set.getCardinality() < WORTH_SHARING) {
      K kernel = kernels.get();
      run(set, kernel);
      return List.of(kernel);
    }
    List<K> used = Collections.synchronizedList(new ArrayList<>());
    try {
      Workers.forRange(
          set.last() + 1L,
          CHUNK,
          progress,
          phase,
          "objects",
          () -> {
            K kernel = kernels.get();
            used.add(kernel);
            int[] objects = new int[CHUNK];
            return (from, to) -> runPart(set, from, to, objects, kernel);
          });
    } finally {
      progress.report(null, 0, 0, "");
    }
    return used;
  }

  private static void runPart(RoaringBitmap set, long from, long to, int[] objects, Kernel kernel) {
    int position = from == 0 ? 0 : set.rank((int) from - 1);
    BatchIterator batches = set.selectRange(from, to).getBatchIterator();
    while (batches.hasNext()) {
      int n = batches.nextBatch(objects);
      kernel.take(objects, n, position);
      position += n;
    }
  }

  /** Runs one kernel over the whole set, in order. */
  static void run(RoaringBitmap set, Kernel kernel) {
    BatchIterator batches = set.getBatchIterator();
    int[] objects = new int[(int) Math.min(CHUNK, Math.max(1, set.getLongCardinality()))];
    int position = 0;
    while (batches.hasNext()) {
      Workers.checkInterrupt();
      int n = batches.nextBatch(objects);
      kernel.take(objects, n, position);
      position += n;
    }
  }
}
