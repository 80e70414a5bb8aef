package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.RandomHeap;
import heapsh.graph.GcRoot;
import heapsh.graph.ReferenceCursor;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Compares rows' retained sizes and imdom() with their definitions on seeded random graphs. */
class RetainedRowsRandomTest {
  private static final int GRAPHS = 300;

  @TempDir Path directory;

  @Test
  void rowsFoundTogetherRetainWhatEachRetainsAlone() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap hp = random(seed, 40)) {
        for (ObjectSet set : new ObjectSet[] {hp.heap(), hp.all().bySize(), hp.all().byRcs()}) {
          checkRows(set, seed);
        }
      }
    }
  }

  @Test
  void manySingleObjectsAreLookedUpInTheDominatorTree() {
    for (long seed = 0; seed < 20; seed++) {
      try (Heap hp = random(seed, 200)) {
        checkRows(hp.all().byId(), seed);
        checkRows(hp.all().by(Classifier.SIZE.and(Classifier.VIA)), seed);
      }
    }
  }

  private static void checkRows(ObjectSet set, long seed) {
    long[] bytes = set.retainedRows().bytes(0, set.rowCount());
    for (int row = 0; row < bytes.length; row++) {
      assertThat(bytes[row])
          .as("row %d of %s, seed %d", row, set.classifier(), seed)
          .isEqualTo(set.get(row).retainedSize());
    }
  }

  @Test
  void imdomIsReachedWithoutTouchingAnotherReferrer() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap hp = random(seed, 40)) {
        Random random = new Random(seed);
        RoaringBitmap members = new RoaringBitmap();
        random.ints(3, 0, hp.graph().objectCount()).forEach(members::add);
        ObjectSet set = hp.set(members);
        RoaringBitmap expected = new RoaringBitmap();
        RoaringBitmap referrers = set.referrers().bitmap();
        referrers.forEach(
            (IntConsumer)
                one -> {
                  RoaringBitmap others = referrers.clone();
                  others.remove(one);
                  if (reached(hp, others).get(one)) {
                    expected.add(one);
                  }
                });
        assertThat(set.imdom().bitmap()).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  /** Searches from the roots over references of any strength, the plainest way. */
  private static BitSet reached(Heap hp, RoaringBitmap avoiding) {
    BitSet reached = new BitSet();
    ArrayDeque<Integer> waiting = new ArrayDeque<>();
    for (GcRoot root : hp.graph().roots().all()) {
      waiting.add(root.index());
    }
    ReferenceCursor cursor = hp.graph().outgoing();
    while (!waiting.isEmpty()) {
      int index = waiting.remove();
      if (reached.get(index) || avoiding.contains(index)) {
        continue;
      }
      reached.set(index);
      if (hp.graph().classObject(index) >= 0) {
        waiting.add(hp.graph().classObject(index));
      }
      cursor.moveTo(index);
      for (int other = cursor.next(); other >= 0; other = cursor.next()) {
        waiting.add(other);
      }
    }
    return reached;
  }

  private Heap random(long seed, int most) {
    Random random = new Random(seed);
    return Heaps.of(directory, d -> RandomHeap.fill(d, random, most));
  }
}
