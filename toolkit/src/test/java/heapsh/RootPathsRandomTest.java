package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.RandomHeap;
import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Compares paths with a search of the plainest kind on seeded random graphs. */
class RootPathsRandomTest {
  private static final int GRAPHS = Heaps.engine() == Engine.NATIVE ? 300 : 60;
  private static final int AVOIDED = -2;

  @TempDir Path directory;

  @Test
  void rawPathsAreAsLongAsTheDistance() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap heap = random(seed)) {
        int[] distances = distances(heap.graph(), false);
        RootPaths paths = RootPaths.of(all(heap)).raw();
        int reached = 0;
        for (RootPaths.Path path : paths) {
          int index = path.objects().bitmap().first();
          assertThat(path.length())
              .as("seed %d, object %d", seed, index)
              .isEqualTo(distances[index] + 1);
          assertThat(path.node(-1).bitmap()).isEqualTo(path.objects().bitmap());
          reached++;
        }
        assertThat(reached).isEqualTo(Arrays.stream(distances).filter(d -> d >= 0).count());
      }
    }
  }

  @Test
  void shapesAccountForEveryObject() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap heap = random(seed)) {
        checkAccounts(heap, RootPaths.of(all(heap)), distances(heap.graph(), false), seed);
        RootPaths weak = RootPaths.of(all(heap)).including(Strength.values());
        checkAccounts(heap, weak, distances(heap.graph(), true), seed);
      }
    }
  }

  private static void checkAccounts(Heap heap, RootPaths paths, int[] distances, long seed) {
    RoaringBitmap together = new RoaringBitmap();
    long count = 0;
    long bytes = 0;
    long last = Long.MAX_VALUE;
    for (RootPaths.Path path : paths) {
      RoaringBitmap objects = path.objects().bitmap();
      assertThat(path.count()).isEqualTo(objects.getCardinality());
      assertThat(path.size()).isEqualTo(path.objects().size()).isLessThanOrEqualTo(last);
      last = path.size();
      count += path.count();
      bytes += path.size();
      together.or(objects);
      for (int k = 0; k < path.length(); k++) {
        assertThat(path.node(k).count()).as("seed %d, %s, node %d", seed, path, k).isPositive();
      }
    }
    RoaringBitmap expected = new RoaringBitmap();
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] >= 0) {
        expected.add(i);
      }
    }
    assertThat(together).as("seed %d", seed).isEqualTo(expected);
    assertThat(count).isEqualTo(expected.getCardinality());
    assertThat(bytes).isEqualTo(heap.set(expected).size());
    RoaringBitmap others = RoaringBitmap.andNot(all(heap).bitmap(), expected);
    assertThat(paths.unreached().bitmap()).isEqualTo(others);
    checkLastLine(paths, others.getCardinality());
  }

  /** The reasons must add up to the number of objects without a path. */
  private static void checkLastLine(RootPaths paths, int count) {
    String[] lines = paths.all().text().replace("\n  ", " ").split("\n");
    String line = lines[lines.length - 1];
    if (count == 0) {
      assertThat(line).doesNotContain("no such path");
      return;
    }
    assertThat(line).startsWith(count + " object");
    int sum = 0;
    for (String reason : line.substring(line.indexOf(": ") + 2).split(", ")) {
      sum += Integer.parseInt(reason.substring(0, reason.indexOf(' ')));
    }
    assertThat(sum).as(line).isEqualTo(count);
  }

  @Test
  void avoidingTakesTheShortestPathAround() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap heap = random(seed)) {
        Random random = new Random(seed);
        RoaringBitmap avoided = new RoaringBitmap();
        random.ints(3, 0, heap.graph().objectCount()).forEach(avoided::add);
        int[] distances = distances(heap.graph(), false, avoided);
        RootPaths paths = RootPaths.of(all(heap)).avoiding(heap.set(avoided));
        checkAccounts(heap, paths, distances, seed);
        for (RootPaths.Path path : paths.raw()) {
          int index = path.objects().bitmap().first();
          assertThat(path.length()).isEqualTo(distances[index] + 1);
        }
      }
    }
  }

  @Test
  void avoidedLevelsAreThoseOfTheRawPaths() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap heap = random(seed)) {
        int[] distances = distances(heap.graph(), false, new RoaringBitmap());
        int last = heap.graph().objectCount() - 1;
        ObjectSet one = heap.set(RoaringBitmap.bitmapOf(last));
        if (distances[last] > 1) {
          RootPaths raw = RootPaths.of(one).raw();
          RoaringBitmap holder = raw.get(0).node(-2).bitmap();
          assertThat(raw.get(0).node(distances[last] - 1).bitmap()).isEqualTo(holder);
          String expected = RootPaths.of(one).avoiding(heap.set(holder)).raw().toString();
          assertThat(raw.avoided(-2).toString()).isEqualTo(expected);
          assertThat(raw.avoided(distances[last] - 1).toString()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void printsWithinTheLimits() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      try (Heap heap = random(seed)) {
        RootPaths page = RootPaths.of(all(heap));
        check(page.toString());
        check(ReferencePattern.of(all(heap)).toString());
        check(RootPaths.in(all(heap)).toString());
        check(RootPaths.out(all(heap)).toString());
        check(page.raw().toString());
      }
    }
  }

  private static void check(String text) {
    assertThat(text.length()).as(text).isLessThanOrEqualTo(1000);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  private static ObjectSet all(Heap heap) {
    RoaringBitmap all = new RoaringBitmap();
    all.add(0L, heap.graph().objectCount());
    return heap.set(all);
  }

  /** Returns each object's distance from the nearest root, -1 for those without a path. */
  private static int[] distances(HeapGraph graph, boolean ofAnyStrength) {
    return distances(graph, ofAnyStrength, new RoaringBitmap());
  }

  private static int[] distances(HeapGraph graph, boolean ofAnyStrength, RoaringBitmap avoided) {
    int[] distances = new int[graph.objectCount()];
    Arrays.fill(distances, -1);
    avoided.forEach((IntConsumer) index -> distances[index] = AVOIDED);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (GcRoot root : graph.roots().all()) {
      visit(root.index(), 0, distances, queue);
    }
    ReferenceCursor outgoing = graph.outgoing();
    while (!queue.isEmpty()) {
      int index = queue.remove();
      boolean weak =
          graph.heapClass(graph.classNumber(index)).referentStrength() != Strength.STRONG;
      outgoing.moveTo(index);
      for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
        if (ofAnyStrength || !weak || outgoing.slot() != 0) {
          visit(target, distances[index] + 1, distances, queue);
        }
      }
      if (graph.classObject(index) >= 0) {
        visit(graph.classObject(index), distances[index] + 1, distances, queue);
      }
    }
    return distances;
  }

  private static void visit(int index, int distance, int[] distances, ArrayDeque<Integer> queue) {
    if (distances[index] == -1) {
      distances[index] = distance;
      queue.add(index);
    }
  }

  private Heap random(long seed) {
    Random random = new Random(seed);
    return Heaps.of(directory, d -> RandomHeap.fill(d, random, 40));
  }
}
