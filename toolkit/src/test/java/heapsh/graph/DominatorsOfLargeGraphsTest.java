package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares immediate dominators and retained sizes with a plain algorithm on graphs that are large
 * enough for regions within regions, long lists and many joins.
 */
class DominatorsOfLargeGraphsTest {
  private static final int OBJECTS = 6000;
  private static final int GRAPHS = 6;

  @TempDir Path directory;

  @Test
  void treesWithFewOtherReferences() {
    check((d, random) -> fill(d, random, 40, i -> random.nextInt(i)));
  }

  @Test
  void treesWithManyOtherReferences() {
    check((d, random) -> fill(d, random, 3, i -> random.nextInt(i)));
  }

  @Test
  void longListsWithShortcuts() {
    check((d, random) -> fill(d, random, 25, i -> i - 1 - random.nextInt(Math.min(i, 2))));
  }

  @Test
  void deepTreesWithReferencesToNeighbours() {
    check((d, random) -> fill(d, random, 6, i -> Math.max(0, i - 1 - random.nextInt(30))));
  }

  /** Two doubly linked lists share their elements, and the elements refer back to their nodes. */
  @Test
  void linkedListsThatShareTheirElements() {
    check(
        (d, random) -> {
          Dump.Type list = d.newClass("List").field("first", FieldType.OBJECT);
          Dump.Type node = d.newClass("Node").field("item", FieldType.OBJECT);
          node.field("next", FieldType.OBJECT).field("prev", FieldType.OBJECT);
          long[][] nodes = new long[2][OBJECTS / 4];
          for (long[] own : nodes) {
            Arrays.setAll(own, i -> d.newId());
          }
          for (int i = 0; i < nodes[0].length; i++) {
            long item = d.instance(list, random.nextInt(50) == 0 ? nodes[0][i] : 0);
            for (long[] own : nodes) {
              long next = i + 1 < own.length ? own[i + 1] : 0;
              d.instanceAt(own[i], node, item, next, i > 0 ? own[i - 1] : 0);
            }
          }
          d.root(d.instance(list, nodes[0][0]));
          d.root(d.instance(list, nodes[1][0]));
        });
  }

  private interface Parent {
    int of(int i);
  }

  /**
   * Makes objects of which each but the first has a parent, one of {@code rarity} other references
   * somewhere, some a class that no root holds, some a weak reference, and a few roots.
   */
  private static void fill(Dump d, Random random, int rarity, Parent parent) {
    Dump.Type reference = d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
    Dump.Type weak = d.newClass("java.lang.ref.WeakReference", reference);
    long[] ids = new long[OBJECTS];
    Arrays.setAll(ids, i -> d.newId());
    Dump.Type[] loaded = new Dump.Type[3];
    for (int c = 0; c < loaded.length; c++) {
      loaded[c] = d.newClass("Loaded" + c).loader(ids[random.nextInt(OBJECTS)]);
      loaded[c].field("link", FieldType.OBJECT);
      loaded[c].staticField("held", FieldType.OBJECT, ids[random.nextInt(OBJECTS)]);
    }
    long[][] referents = new long[OBJECTS][];
    Arrays.setAll(referents, i -> new long[0]);
    for (int i = 1; i < OBJECTS; i++) {
      add(referents, parent.of(i), ids[i]);
      if (random.nextInt(rarity) == 0) {
        add(referents, random.nextInt(OBJECTS), ids[random.nextInt(OBJECTS)]);
      }
    }
    for (int i = 0; i < OBJECTS; i++) {
      if (referents[i].length == 1 && random.nextInt(10) == 0) {
        d.instanceAt(ids[i], loaded[random.nextInt(3)], referents[i]);
      } else if (referents[i].length == 1 && random.nextInt(50) == 0) {
        d.instanceAt(ids[i], weak, referents[i]);
      } else {
        d.arrayAt(ids[i], d.type("[Ljava.lang.Object;"), referents[i]);
      }
    }
    d.root(ids[0]);
    for (int roots = random.nextInt(4); roots > 0; roots--) {
      d.root(ids[random.nextInt(OBJECTS)]);
    }
  }

  private static void add(long[][] referents, int from, long to) {
    long[] more = Arrays.copyOf(referents[from], referents[from].length + 1);
    more[more.length - 1] = to;
    referents[from] = more;
  }

  private void check(BiConsumer<Dump, Random> content) {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      Path path = Dump.write(directory.resolve("large.hprof"), d -> content.accept(d, random));
      try (HeapGraph graph = Graphs.open(path)) {
        check(graph, seed);
      }
    }
  }

  private static void check(HeapGraph graph, long seed) {
    BruteForce truth = new BruteForce(graph);
    BitSet starts = (BitSet) truth.roots.clone();
    starts.or(truth.weakEntries);
    int[] expected = PlainDominators.of(truth.strong, starts);
    DominatorTree tree = graph.dominators();
    long[] retained = new long[truth.n];
    for (int i = 0; i < truth.n; i++) {
      assertThat(tree.dominator(i)).as("object %d, seed %d", i, seed).isEqualTo(expected[i]);
    }
    for (int i = 0; i < truth.n; i++) {
      for (int d = i; d >= 0; d = expected[d]) {
        retained[d] += graph.shallowBytes(i);
      }
    }
    for (int i = 0; i < truth.n; i++) {
      assertThat(tree.retainedBytes(i)).as("object %d, seed %d", i, seed).isEqualTo(retained[i]);
    }
  }
}
