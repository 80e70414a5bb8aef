package heapsh;

import java.util.List;
import java.util.function.Supplier;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/** Runs a kernel over the objects of a set, chunk by chunk; stops when the thread is interrupted. */
final class Scan {
  /** How many objects a kernel takes at a time, at most: the size of a bitmap's container. */
  static final int CHUNK = 1 << 16;

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

  /** Runs kernels over the whole set; returns those that were used, one for each thread. */
  static <K extends Kernel> List<K> over(RoaringBitmap set, Supplier<K> kernels) {
    K kernel = kernels.get();
    run(set, kernel);
    return List.of(kernel);
  }

  /** Runs one kernel over the whole set, in order. */
  static void run(RoaringBitmap set, Kernel kernel) {
    BatchIterator batches = set.getBatchIterator();
    int[] objects = new int[(int) Math.min(CHUNK, Math.max(1, set.getLongCardinality()))];
    int position = 0;
    while (batches.hasNext()) {
      checkStopped();
      int n = batches.nextBatch(objects);
      kernel.take(objects, n, position);
      position += n;
    }
  }

  /** Throws when the thread was interrupted; the flag stays cleared, so that the session goes on. */
  static void checkStopped() {
    if (Thread.interrupted()) {
      throw new HeapException("stopped");
    }
  }
}
