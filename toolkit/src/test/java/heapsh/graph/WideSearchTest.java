package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/**
 * Searches graphs whose queue is so long that all processors look ahead, and objects that lead to
 * more than one of them notes at a time; a plain search is the oracle.
 */
class WideSearchTest {
  private static final int NODES = 300_000;
  private static final int LONGEST_ARRAY = 120_000;
  private static final int KINDS = 5;

  @TempDir static Path directory;
  @AutoClose private static HeapGraph graph;

  @BeforeAll
  static void open() {
    graph = Graphs.open(Dump.write(directory.resolve("wide.hprof"), WideSearchTest::fill));
  }

  /** Nodes of classes that only their instances hold, linked at random, a part of it weakly. */
  private static void fill(Dump d) {
    Random random = new Random(11);
    Dump.Type weak =
        d.newClass(
            "java.lang.ref.WeakReference",
            d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT));
    Dump.Type[] kinds = new Dump.Type[KINDS];
    long loader = d.instance(d.newClass("Loader"));
    for (int k = 0; k < KINDS; k++) {
      kinds[k] =
          d.newClass("Node" + k)
              .loader(loader)
              .field("a", FieldType.OBJECT)
              .field("b", FieldType.OBJECT);
    }
    long[] ids = new long[NODES];
    for (int i = 0; i < NODES; i++) {
      ids[i] = d.newId();
    }
    for (int i = 0; i < NODES; i++) {
      // The last kind comes late: its class must still be looked for then.
      Dump.Type kind = kinds[i < NODES / 2 ? random.nextInt(KINDS - 1) : random.nextInt(KINDS)];
      d.instanceAt(ids[i], kind, pick(ids, random), pick(ids, random));
    }
    for (int i = 0; i < 1000; i++) {
      d.root(d.instance(weak, ids[random.nextInt(NODES)]));
    }
    d.root(d.array(Arrays.copyOf(ids, LONGEST_ARRAY)));
    d.root(d.array(Arrays.copyOfRange(ids, 1000, 30_000)));
  }

  private static long pick(long[] ids, Random random) {
    return random.nextInt(3) == 0 ? 0 : ids[random.nextInt(NODES)];
  }

  /** Distances by a search that does one thing after another; -1 for what is not reached. */
  private static int[] distances(RoaringBitmap avoiding, int... starts) {
    int n = graph.objectCount();
    int[] distance = new int[n];
    Arrays.fill(distance, -1);
    int[] queue = new int[n];
    int end = 0;
    for (int start : starts) {
      if (distance[start] < 0 && !avoiding.contains(start)) {
        distance[start] = 0;
        queue[end++] = start;
      }
    }
    ReferenceCursor out = graph.outgoing();
    for (int k = 0; k < end; k++) {
      int index = queue[k];
      boolean isReference =
          graph.heapClass(graph.classNumber(index)).referentStrength() != Strength.STRONG;
      out.moveTo(index);
      for (int target = out.next(); target != -2; target = target == -1 ? -2 : out.next()) {
        int next = target == -1 ? graph.classObject(index) : target;
        boolean followed = target == -1 || !(isReference && out.slot() == 0);
        if (next >= 0 && followed && distance[next] < 0 && !avoiding.contains(next)) {
          distance[next] = distance[index] + 1;
          queue[end++] = next;
        }
      }
    }
    return distance;
  }

  private static void check(PathTree tree, int[] expected) {
    int[] found = new int[expected.length];
    Arrays.fill(found, -1);
    int holder = PathTree.START;
    for (int k = 0; k < tree.size(); k++) {
      int index = tree.at(k);
      assertThat(found[index]).isEqualTo(-1);
      assertThat(tree.orderOf(index)).isEqualTo(k);
      assertThat(tree.holder(k)).isGreaterThanOrEqualTo(holder).isLessThan(k);
      holder = tree.holder(k);
      found[index] = holder < 0 ? 0 : found[tree.at(holder)] + 1;
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void findsShortestPathsFromTheRoots() {
    int[] roots = graph.roots().all().stream().mapToInt(GcRoot::index).toArray();
    check(graph.strongPaths(), distances(new RoaringBitmap(), roots));
    RoaringBitmap avoiding = RoaringBitmap.bitmapOf(5, 500, 50_000, 100_000);
    avoiding.andNot(RoaringBitmap.bitmapOf(roots));
    check(graph.paths(Set.of(Strength.STRONG), null, avoiding), distances(avoiding, roots));
  }

  @Test
  void findsShortestPathsFromOneObject() {
    int array = longestArray();
    check(
        graph.paths(Set.of(Strength.STRONG), RoaringBitmap.bitmapOf(array), new RoaringBitmap()),
        distances(new RoaringBitmap(), array));
  }

  private static int longestArray() {
    ObjectReader reader = graph.reader();
    for (GcRoot root : graph.roots().all()) {
      if (graph.heapClass(graph.classNumber(root.index())).isArray()
          && reader.arrayLength(root.index()) == LONGEST_ARRAY) {
        return root.index();
      }
    }
    throw new AssertionError("no such array");
  }

  @Test
  void reachesWhatWeakReferencesHoldAlone() {
    int[] starts =
        IntStream.concat(graph.roots().all().stream().mapToInt(GcRoot::index), referents())
            .toArray();
    int[] distance = distances(new RoaringBitmap(), starts);
    for (int i = 0; i < distance.length; i++) {
      assertThat(graph.isReachable(i)).isEqualTo(distance[i] >= 0);
    }
  }

  private static IntStream referents() {
    return IntStream.range(0, graph.objectCount())
        .filter(i -> graph.heapClass(graph.classNumber(i)).referentStrength() == Strength.WEAK)
        .map(
            i -> {
              ReferenceCursor out = graph.outgoing();
              out.moveTo(i);
              return out.next();
            })
        .filter(i -> i >= 0);
  }
}
