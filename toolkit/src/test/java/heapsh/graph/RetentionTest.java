package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Compares who keeps whom alive, at every strength, with brute force on seeded random graphs. */
class RetentionTest {
  private static final int GRAPHS = 2000;

  @TempDir Path directory;

  /** Checks one graph against the slow truth. */
  private interface Check {
    void run(HeapGraph graph, BruteForce truth, Random random, String what);
  }

  private void onRandomGraphs(Check check) {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Path path = Graphs.random(directory.resolve("random.hprof"), seed, seed % 3 == 0 ? 4 : 8);
      try (HeapGraph graph = Graphs.open(path)) {
        check.run(graph, new BruteForce(graph), new Random(seed), "seed " + seed);
      }
    }
  }

  @Test
  void retainedSizesOfManySetsAtOnceAreThoseOfEach() {
    onRandomGraphs(
        (graph, truth, random, what) -> {
          Set<Strength> strengths = strengths(random);
          List<RoaringBitmap> sets = disjointSets(random, truth.n, 1 + random.nextInt(40));
          BitSet[] edges = truth.edges(strengths);
          BitSet starts = truth.starts(edges);
          long[] expected =
              sets.stream()
                  .map(set -> truth.retained(bits(set), starts, edges))
                  .mapToLong(set -> bytes(graph, set))
                  .toArray();
          assertThat(new Retention(graph, strengths).retainedBytes(sets))
              .as(what)
              .containsExactly(expected);
        });
  }

  @Test
  void retainedSetsFollowTheStrengthsAskedFor() {
    onRandomGraphs(
        (graph, truth, random, what) -> {
          Set<Strength> strengths = strengths(random);
          RoaringBitmap set = disjointSets(random, truth.n, 1 + random.nextInt(5)).get(0);
          BitSet[] edges = truth.edges(strengths);
          assertThat(bits(new Retention(graph, strengths).retained(set)))
              .as(what)
              .isEqualTo(truth.retained(bits(set), truth.starts(edges), edges));
        });
  }

  @Test
  void dominatorsFollowTheStrengthsAskedFor() {
    onRandomGraphs(
        (graph, truth, random, what) -> {
          Set<Strength> strengths = strengths(random);
          BitSet[] edges = truth.edges(strengths);
          checkDominators(graph, truth, new Retention(graph, strengths), edges, what);
        });
  }

  private static void checkDominators(
      HeapGraph graph, BruteForce truth, Retention retention, BitSet[] edges, String what) {
    DominatorTree tree = retention.dominators();
    BitSet starts = truth.starts(edges);
    BitSet reached = truth.reached(starts, edges, new BitSet());
    BitSet[] dominated = new BitSet[truth.n];
    for (int i = 0; i < truth.n; i++) {
      dominated[i] = truth.retained(bits(RoaringBitmap.bitmapOf(i)), starts, edges);
    }
    int[] expected = new int[truth.n];
    for (int i = 0; i < truth.n; i++) {
      expected[i] = reached.get(i) ? DominatorTree.ROOT : DominatorTree.NONE;
      for (int d = reached.nextSetBit(0); reached.get(i) && d >= 0; d = reached.nextSetBit(d + 1)) {
        boolean dominates = d != i && dominated[d].get(i);
        if (dominates && (expected[i] < 0 || dominated[expected[i]].get(d))) {
          expected[i] = d;
        }
      }
      assertThat(tree.dominator(i)).as("dominator of %d, %s", i, what).isEqualTo(expected[i]);
      assertThat(tree.retainedBytes(i))
          .as("retained by %d, %s", i, what)
          .isEqualTo(bytes(graph, dominated[i]));
    }
    checkChildren(retention.children(), expected, what);
  }

  private static void checkChildren(DominatorChildren children, int[] dominators, String what) {
    for (int d = DominatorTree.ROOT; d < dominators.length; d++) {
      List<Integer> found = new ArrayList<>();
      for (int i = children.first(d); i >= 0; i = children.next(i)) {
        found.add(i);
      }
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < dominators.length; i++) {
        if (dominators[i] == d) {
          expected.add(i);
        }
      }
      assertThat(found).as("children of %d, %s", d, what).isEqualTo(expected);
    }
  }

  @Test
  void cuttingReferencesFreesWhatNothingElseReaches() {
    onRandomGraphs(
        (graph, truth, random, what) -> {
          Set<Strength> strengths = strengths(random);
          HeapClass type = graph.heapClass(random.nextInt(graph.classCount()));
          HeapField field = anyField(type, random);
          RoaringBitmap targets = disjointSets(random, truth.n, random.nextInt(3)).get(0);
          ReferenceCut cut = ReferenceCut.NONE.to(targets);
          if (field != null) {
            cut = cut.inField(graph, type, field);
          }
          BruteForce after =
              new BruteForce(graph, (object, f) -> f == field && isOf(graph, object, type));
          BitSet[] edges = after.edges(strengths);
          Arrays.stream(edges).forEach(others -> others.andNot(bits(targets)));
          BitSet starts = truth.starts(truth.edges(strengths));
          BitSet freed = truth.reached(truth.roots, truth.all, new BitSet());
          freed.andNot(truth.reached(starts, edges, new BitSet()));
          Retention retention = new Retention(graph, strengths);
          assertThat(bits(retention.freed(cut))).as(what).isEqualTo(freed);

          RoaringBitmap set = disjointSets(random, truth.n, 1 + random.nextInt(5)).get(0);
          assertThat(bits(retention.retained(set, cut)))
              .as(what)
              .isEqualTo(truth.retained(bits(set), starts, edges));
        });
  }

  /** Returns a field of references, inherited or static ones too; null when there is none. */
  private static HeapField anyField(HeapClass type, Random random) {
    List<HeapField> fields = new ArrayList<>();
    for (int k = 0; k < type.fieldCount(); k++) {
      fields.add(type.field(k));
    }
    fields.addAll(type.staticFields());
    fields.removeIf(field -> !field.isReference());
    return fields.isEmpty() ? null : fields.get(random.nextInt(fields.size()));
  }

  private static boolean isOf(HeapGraph graph, int object, HeapClass type) {
    int represented = graph.representedClass(object);
    if (represented >= 0) {
      return represented == type.number();
    }
    int at = graph.classNumber(object);
    while (at >= 0 && at != type.number()) {
      at = graph.heapClass(at).superNumber();
    }
    return at >= 0;
  }

  @Test
  void refusesToCutAFieldWithoutReferences() {
    Path path = Graphs.random(directory.resolve("random.hprof"), 1, 8);
    try (HeapGraph graph = Graphs.open(path)) {
      HeapField tag = new HeapField("tag", FieldType.INT, 0, false, 4, -1);
      assertThatThrownBy(() -> ReferenceCut.NONE.inField(graph, graph.heapClass(0), tag))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tag");
    }
  }

  private static Set<Strength> strengths(Random random) {
    EnumSet<Strength> strengths = EnumSet.of(Strength.STRONG);
    for (Strength strength : List.of(Strength.SOFT, Strength.WEAK)) {
      if (random.nextBoolean()) {
        strengths.add(strength);
      }
    }
    return random.nextInt(4) == 0 ? EnumSet.allOf(Strength.class) : strengths;
  }

  /** Deals objects out to sets; some get none, some objects go to no set. */
  private static List<RoaringBitmap> disjointSets(Random random, int n, int count) {
    List<RoaringBitmap> sets = new ArrayList<>();
    for (int k = 0; k < Math.max(1, count); k++) {
      sets.add(new RoaringBitmap());
    }
    for (int i = 0; i < n; i++) {
      int set = random.nextInt(2 * sets.size() + 1);
      if (set < count) {
        sets.get(set).add(i);
      }
    }
    return sets;
  }

  private static long bytes(HeapGraph graph, BitSet set) {
    return set.stream().mapToLong(graph::shallowBytes).sum();
  }

  private static BitSet bits(RoaringBitmap bitmap) {
    BitSet bits = new BitSet();
    bitmap.forEach((org.roaringbitmap.IntConsumer) bits::set);
    return bits;
  }
}
