package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks strongly connected parts against brute force, and on rings that would break recursion. */
class CyclesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void areThoseOfBruteForce(int seed) {
    int nodes = 60;
    long[] ids = new long[nodes];
    int[][] edges = new int[nodes][2];
    try (Heap heap = Heaps.of(directory, d -> random(d, new Random(seed), ids, edges))) {
      boolean[][] reaches = closure(edges);
      Set<Set<Long>> expected = new HashSet<>();
      int self = 0;
      for (int a = 0; a < nodes; a++) {
        Set<Long> part = new HashSet<>();
        for (int b = 0; b < nodes; b++) {
          if (a == b || reaches[a][b] && reaches[b][a]) {
            part.add(ids[b]);
          }
        }
        if (part.size() > 1) {
          expected.add(part);
        } else if (edges[a][0] == a || edges[a][1] == a) {
          self++;
        }
      }
      Cycles cycles = TestHeap.instances(heap, "Pair").cycles();
      Set<Set<Long>> found = new HashSet<>();
      for (ObjectSet part : cycles) {
        Set<Long> one = new HashSet<>();
        part.forEach(object -> one.add(object.id()));
        found.add(one);
      }
      assertThat(found).isEqualTo(expected);
      assertThat(cycles.count()).isEqualTo(expected.size());
      assertThat(cycles.selfReferring()).isEqualTo(self);
      assertThat(cycles.objects().count()).isEqualTo(expected.stream().mapToInt(Set::size).sum());
    }
  }

  private static void random(Dump d, Random random, long[] ids, int[][] edges) {
    Dump.Type pair = d.newClass("Pair").field("a", FieldType.OBJECT).field("b", FieldType.OBJECT);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = d.newId();
    }
    for (int i = 0; i < ids.length; i++) {
      for (int k = 0; k < 2; k++) {
        edges[i][k] = random.nextInt(3) == 0 ? -1 : random.nextInt(ids.length);
      }
      d.instanceAt(ids[i], pair, id(ids, edges[i][0]), id(ids, edges[i][1]));
      d.root(ids[i]);
    }
  }

  private static long id(long[] ids, int node) {
    return node < 0 ? 0 : ids[node];
  }

  private static boolean[][] closure(int[][] edges) {
    boolean[][] reaches = new boolean[edges.length][edges.length];
    for (int i = 0; i < edges.length; i++) {
      for (int to : edges[i]) {
        if (to >= 0) {
          reaches[i][to] = true;
        }
      }
    }
    for (int k = 0; k < edges.length; k++) {
      for (int i = 0; i < edges.length; i++) {
        for (int j = 0; j < edges.length; j++) {
          reaches[i][j] |= reaches[i][k] && reaches[k][j];
        }
      }
    }
    return reaches;
  }

  @Test
  void aLongRingIsOnePart() {
    int length = 500_000;
    try (Heap heap = Heaps.of(directory, d -> ring(d, length))) {
      Cycles cycles = heap.heap().cycles();
      assertThat(cycles.count()).isEqualTo(1);
      assertThat(cycles.get(0)).isEqualTo(TestHeap.instances(heap, "Node"));
      assertThat(cycles.toString())
          .contains("1 part of 500000 objects (8000000 bytes).")
          .contains(" 500000   8000000 500000 Node");
    }
  }

  private static void ring(Dump d, int length) {
    Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT);
    long first = d.newId();
    long head = first;
    for (int i = 1; i < length; i++) {
      head = d.instance(node, head);
    }
    d.instanceAt(first, node, head);
    d.root(first);
  }

  @Test
  void takesReferencesWithinTheSetOnly() {
    Map<String, Long> ids = new HashMap<>();
    try (Heap heap =
        Heaps.of(
            directory,
            d -> {
              Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT);
              long a = d.newId();
              long b = d.instance(node, a);
              d.instanceAt(a, node, b);
              d.root(a);
              ids.put("a", a);
              ids.put("b", b);
            })) {
      assertThat(heap.iso(ids.get("a"), ids.get("b")).cycles().count()).isEqualTo(1);
      assertThat(heap.iso(ids.get("a")).cycles()).hasToString("Cycles among 1 object: none.");
    }
  }

  @Test
  void oneLineSaysWhatIsWrong() {
    try (Heap heap = Heaps.of(directory, d -> ring(d, 3))) {
      Cycles cycles = heap.heap().cycles();
      assertThatThrownBy(() -> cycles.get(1))
          .isInstanceOf(HeapException.class)
          .hasMessage("no row 1: this table of cycles has 1 row");
      assertThatThrownBy(cycles::more).hasMessageStartingWith("no more rows");
      assertThat(heap.nothing().cycles().count()).isZero();
    }
  }
}
