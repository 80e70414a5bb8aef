package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Compares every graph number with brute force on seeded random graphs. */
class RandomGraphTest {
  private static final int GRAPHS = 2000;

  @TempDir Path directory;

  @Test
  void agreesWithBruteForceOnThousandsOfGraphs() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Path path = Graphs.random(directory.resolve("random.hprof"), seed, seed % 3 == 0 ? 4 : 8);
      try (HeapGraph graph = Graphs.open(path)) {
        BruteForce truth = new BruteForce(graph);
        checkOutgoing(graph, truth, seed);
        checkReachable(graph, truth, seed);
        checkIncoming(graph, truth, seed);
        checkPaths(graph, truth, seed);
        checkDominators(graph, truth, seed);
        checkRetainedSets(graph, truth, seed);
      }
    }
  }

  private static void checkOutgoing(HeapGraph graph, BruteForce truth, long seed) {
    ReferenceCursor cursor = graph.outgoing();
    ObjectReader reader = graph.reader();
    for (int i = 0; i < truth.n; i++) {
      BitSet found = new BitSet();
      HeapClass type = graph.heapClass(graph.classNumber(i));
      cursor.moveTo(i);
      for (int t = cursor.next(); t >= 0; t = cursor.next()) {
        found.set(t);
        if (!type.isArray() && graph.representedClass(i) < 0) {
          assertThat(reader.reference(i, type.referenceSlot(cursor.slot()))).isEqualTo(t);
        }
      }
      BitSet expected = (BitSet) truth.all[i].clone();
      int classObject = graph.classObject(i);
      if (classObject >= 0 && !found.get(classObject)) {
        expected.clear(classObject);
      }
      assertThat(found).as("referents of %d, seed %d", i, seed).isEqualTo(expected);
    }
  }

  private static void checkReachable(HeapGraph graph, BruteForce truth, long seed) {
    BitSet expected = truth.reached(truth.roots, truth.all, new BitSet());
    assertThat(bits(graph.reachable())).as("reachable, seed %d", seed).isEqualTo(expected);
    for (int i = 0; i < truth.n; i++) {
      assertThat(graph.isReachable(i)).isEqualTo(expected.get(i));
    }
  }

  private static void checkIncoming(HeapGraph graph, BruteForce truth, long seed) {
    ReferenceCursor cursor = graph.incoming();
    ReferenceCursor outgoing = graph.outgoing();
    BitSet[] expected = new BitSet[truth.n];
    for (int i = 0; i < truth.n; i++) {
      expected[i] = new BitSet();
    }
    for (int i = 0; i < truth.n; i++) {
      outgoing.moveTo(i);
      for (int t = outgoing.next(); t >= 0; t = outgoing.next()) {
        expected[t].set(i, graph.isReachable(i));
      }
    }
    for (int i = 0; i < truth.n; i++) {
      BitSet found = new BitSet();
      cursor.moveTo(i);
      for (int s = cursor.next(); s >= 0; s = cursor.next()) {
        found.set(s);
      }
      assertThat(found).as("referrers of %d, seed %d", i, seed).isEqualTo(expected[i]);
    }
  }

  private static void checkPaths(HeapGraph graph, BruteForce truth, long seed) {
    checkTree(
        graph.strongPaths(), truth, truth.strong, truth.roots, new BitSet(), "strong " + seed);
    Random random = new Random(seed);
    BitSet avoiding = randomSet(random, truth.n);
    BitSet from = randomSet(random, truth.n);
    PathTree tree = graph.paths(EnumSet.allOf(Strength.class), bitmap(from), bitmap(avoiding));
    checkTree(tree, truth, truth.all, from, avoiding, "all, avoiding, seed " + seed);
    PathTree fromRoots = graph.paths(EnumSet.of(Strength.STRONG), null, bitmap(avoiding));
    checkTree(fromRoots, truth, truth.strong, truth.roots, avoiding, "avoiding, seed " + seed);
  }

  private static void checkTree(
      PathTree tree, BruteForce truth, BitSet[] edges, BitSet from, BitSet avoiding, String what) {
    int[] expected = truth.distances(from, edges, avoiding);
    int[] distance = new int[truth.n];
    int reached = 0;
    for (int k = 0; k < tree.size(); k++) {
      int index = tree.at(k);
      int parent = tree.parent(index);
      assertThat(parent == PathTree.START || edges[parent].get(index)).as(what).isTrue();
      distance[index] = parent == PathTree.START ? 0 : distance[parent] + 1;
      assertThat(distance[index]).as(what).isEqualTo(expected[index]);
      reached++;
    }
    for (int i = 0; i < truth.n; i++) {
      assertThat(tree.reaches(i)).as(what).isEqualTo(expected[i] >= 0);
      reached -= expected[i] >= 0 ? 1 : 0;
    }
    assertThat(reached).as(what).isZero();
  }

  private static void checkDominators(HeapGraph graph, BruteForce truth, long seed) {
    DominatorTree tree = graph.dominators();
    BitSet starts = (BitSet) truth.roots.clone();
    starts.or(truth.weakEntries);
    BitSet reached = truth.reached(starts, truth.strong, new BitSet());
    BitSet[] dominated = new BitSet[truth.n];
    for (int i = 0; i < truth.n; i++) {
      dominated[i] = truth.retained(bits(RoaringBitmap.bitmapOf(i)));
    }
    for (int i = 0; i < truth.n; i++) {
      if (!reached.get(i)) {
        assertThat(tree.dominator(i)).as("seed %d", seed).isEqualTo(DominatorTree.NONE);
        assertThat(tree.retainedBytes(i)).isEqualTo(graph.shallowBytes(i));
        continue;
      }
      int expected = DominatorTree.ROOT;
      for (int d = 0; d < truth.n; d++) {
        boolean dominates = d != i && reached.get(d) && dominated[d].get(i);
        if (dominates && (expected < 0 || dominated[expected].get(d))) {
          expected = d;
        }
      }
      assertThat(tree.dominator(i)).as("dominator of %d, seed %d", i, seed).isEqualTo(expected);
      assertThat(tree.retainedBytes(i))
          .as("retained by %d, seed %d", i, seed)
          .isEqualTo(dominated[i].stream().mapToLong(graph::shallowBytes).sum());
    }
  }

  private static void checkRetainedSets(HeapGraph graph, BruteForce truth, long seed) {
    Random random = new Random(~seed);
    for (int round = 0; round < 3; round++) {
      BitSet set = randomSet(random, truth.n);
      assertThat(bits(graph.retained(bitmap(set))))
          .as("retained set, seed %d", seed)
          .isEqualTo(truth.retained(set));
    }
  }

  private static BitSet randomSet(Random random, int n) {
    BitSet set = new BitSet();
    for (int k = random.nextInt(6); k > 0; k--) {
      set.set(random.nextInt(n));
    }
    return set;
  }

  private static RoaringBitmap bitmap(BitSet bits) {
    return RoaringBitmap.bitmapOf(bits.stream().toArray());
  }

  private static BitSet bits(RoaringBitmap bitmap) {
    BitSet bits = new BitSet();
    bitmap.forEach((org.roaringbitmap.IntConsumer) bits::set);
    return bits;
  }
}
