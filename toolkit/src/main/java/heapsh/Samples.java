package heapsh;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/** Picks some objects of a set. */
final class Samples {
  private static final long SEED = 20_231_114L;

  private Samples() {}

  static RoaringBitmap filter(Heap heap, RoaringBitmap set, Predicate<HeapObject> predicate) {
    RoaringBitmap kept = new RoaringBitmap();
    Scan.run(
        set,
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            if (predicate.test(new HeapObject(heap, objects[k]))) {
              kept.add(objects[k]);
            }
          }
        });
    return kept;
  }

  /** Draws {@code n} different objects: Floyd's algorithm, which needs no list of all. */
  static RoaringBitmap random(RoaringBitmap set, int n) {
    requireCount("sample", n);
    int count = set.getCardinality();
    if (n >= count) {
      return set;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    IntOpenHashSet ranks = new IntOpenHashSet(n);
    for (int i = count - n; i < count; i++) {
      if (!ranks.add(random.nextInt(i + 1))) {
        ranks.add(i);
      }
    }
    RoaringBitmap drawn = new RoaringBitmap();
    ranks.forEach(rank -> drawn.add(set.select(rank)));
    return drawn;
  }

  static RoaringBitmap largest(Heap heap, RoaringBitmap set, int n) {
    requireCount("largest", n);
    if (n >= set.getCardinality()) {
      return set;
    }
    return n == 0 ? new RoaringBitmap() : new IdGrouping(heap, set).objects(0, n);
  }

  private static void requireCount(String verb, int n) {
    if (n < 0) {
      throw new HeapException(
          verb + "(" + n + ") is not possible: a number of objects from 0 is needed");
    }
  }
}
