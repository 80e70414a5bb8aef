package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.graph.Strength;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks shortest chains of references, both ways. */
class ChainTest {
  @TempDir Path directory;
  private long first;
  private long middle;
  private long last;
  private long weak;

  /**
   * Makes a chain and a shortcut by a weak reference.
   *
   * <pre>
   *   first -> middle -> last
   *   weak  ~~~~~~~~~~~> last
   * </pre>
   */
  private void chain(Dump d) {
    Dump.Type node = d.newClass("app.Node").field("next", FieldType.OBJECT);
    Dump.Type reference = d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
    Dump.Type weakReference = d.newClass("java.lang.ref.WeakReference", reference);
    last = d.instance(node, 0);
    middle = d.instance(node, last);
    first = d.instance(node, middle);
    weak = d.instance(weakReference, last);
    d.root(first);
    d.root(weak);
  }

  @Test
  void leadsFromAnObjectToOneThatIsWanted() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      Chain chain = heap.at(first).findRefChain(o -> o.id() == last);
      assertThat(ids(chain)).containsExactly(first, middle, last);
      assertThat(chain.steps()).containsExactly("<unknown>", ".next", ".next");
      assertThat(chain.toString().lines()).hasSize(3);
      assertThat(chain.objects().count()).isEqualTo(3);
    }
  }

  @Test
  void leadsFromARootToAnObject() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      Chain chain = heap.at(last).findBackrefChain(HeapObject::isRoot);
      assertThat(ids(chain)).containsExactly(first, middle, last);
      assertThat(chain.get(-1)).isEqualTo(heap.at(last));
    }
  }

  @Test
  void followsWeakReferencesOnlyWhenTold() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      Heap weakly = heap.including(Strength.WEAK);
      assertThat(ids(weakly.at(last).findBackrefChain(HeapObject::isRoot)))
          .containsExactly(weak, last);
      assertThat(heap.at(weak).findRefChain(o -> o.id() == last).isFound()).isFalse();
      assertThat(ids(weakly.at(weak).findRefChain(o -> o.id() == last)))
          .containsExactly(weak, last);
    }
  }

  @Test
  void isEmptyWhereThereIsNone() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      Chain none = heap.at(last).findRefChain(o -> o.id() == first);
      assertThat(none.isFound()).isFalse();
      assertThat(none.length()).isZero();
      assertThat(none).hasToString("<no chain of up to 20 references from it>");
      assertThatThrownBy(() -> none.get(0)).hasMessage("no object 0: this chain has 0 objects");
    }
  }

  @Test
  void obeysDepthAndWhatIsIgnored() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      ObjectSet end = heap.iso(last);
      assertThat(end.findBackrefChain(HeapObject::isRoot, 1, heap.nothing()).isFound()).isFalse();
      assertThat(end.findBackrefChain(HeapObject::isRoot, 2, heap.nothing()).isFound()).isTrue();
      assertThat(end.findBackrefChain(HeapObject::isRoot, 9, heap.iso(middle)).isFound()).isFalse();
      assertThat(heap.iso(first).findRefChain(end.byId().kind()).length()).isEqualTo(3);
    }
  }

  @Test
  void oneLineSaysWhatIsWrong() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      assertThatThrownBy(() -> heap.nothing().findRefChain(o -> true))
          .isInstanceOf(HeapException.class)
          .hasMessage("a chain needs an object at its end, and this set is empty");
      assertThatThrownBy(() -> heap.heap().findRefChain(o -> true, -1, heap.nothing()))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("a chain of at most -1 references is not possible");
      assertThatThrownBy(heap::showChain)
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("showChain(...) needs chains");
    }
  }

  @Test
  void showsWhatChainsHaveInCommonOnce() {
    try (Heap heap = Heaps.of(directory, this::chain)) {
      Chain longer = heap.at(last).findBackrefChain(HeapObject::isRoot);
      Chain shorter = heap.at(middle).findBackrefChain(HeapObject::isRoot);
      ChainTree tree = heap.showChain(longer, shorter);
      assertThat(tree.text().lines()).hasSize(3);
      assertThat(tree.objects().count()).isEqualTo(3);
      assertThat(tree.toString()).startsWith("2 chains:\n<unknown>  app.Node 0x");
    }
  }

  @Test
  void isAsShortAsBruteForceFinds() {
    int nodes = 200;
    long[] ids = new long[nodes];
    List<long[]> edges = new ArrayList<>();
    try (Heap heap = Heaps.of(directory, d -> random(d, ids, edges))) {
      for (int from = 0; from < 20; from++) {
        Map<Long, Integer> distances = distances(edges, ids[from]);
        for (int to = 0; to < nodes; to += 7) {
          long target = ids[to];
          Chain chain =
              heap.iso(ids[from]).findRefChain(o -> o.id() == target, nodes, heap.nothing());
          int length = distances.getOrDefault(target, -1) + 1;
          assertThat(chain.length()).isEqualTo(length);
          Chain back = heap.iso(target).findBackrefChain(o -> o.isRoot(), nodes, heap.nothing());
          assertThat(back.isFound()).isEqualTo(distances(edges, ids[0]).containsKey(target));
        }
      }
    }
  }

  private static void random(Dump d, long[] ids, List<long[]> edges) {
    Random random = new Random(11);
    Dump.Type pair = d.newClass("Pair").field("a", FieldType.OBJECT).field("b", FieldType.OBJECT);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = d.newId();
    }
    for (long id : ids) {
      long a = random.nextInt(3) == 0 ? 0 : ids[random.nextInt(ids.length)];
      long b = random.nextInt(3) == 0 ? 0 : ids[random.nextInt(ids.length)];
      d.instanceAt(id, pair, a, b);
      edges.add(new long[] {id, a, b});
    }
    d.root(ids[0]);
  }

  private static Map<Long, Integer> distances(List<long[]> edges, long start) {
    Map<Long, long[]> out = new HashMap<>();
    edges.forEach(edge -> out.put(edge[0], edge));
    Map<Long, Integer> found = new HashMap<>(Map.of(start, 0));
    Deque<Long> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      long at = queue.remove();
      for (int k = 1; k < 3; k++) {
        long next = out.get(at)[k];
        if (next != 0 && found.putIfAbsent(next, found.get(at) + 1) == null) {
          queue.add(next);
        }
      }
    }
    return found;
  }

  private static List<Long> ids(Chain chain) {
    List<Long> ids = new ArrayList<>();
    chain.forEach(object -> ids.add(object.id()));
    return ids;
  }
}
