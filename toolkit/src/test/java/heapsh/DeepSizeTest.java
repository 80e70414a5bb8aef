package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.graph.Strength;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks deep sizes, their parts, and what an object's own bytes are made of. */
class DeepSizeTest {
  @TempDir Path directory;
  private long holder;
  private long left;
  private long right;
  private long shared;
  private long weak;
  private long array;

  /**
   * Makes a part that two others share.
   *
   * <pre>
   *   holder -> left  -> shared -> 1000 bytes
   *          -> right -> shared
   *          -> class Holder
   *   weak ~~> shared
   * </pre>
   */
  private void sharing(Dump d) {
    Dump.Type pair =
        d.newClass("app.Pair").field("one", FieldType.OBJECT).field("two", FieldType.OBJECT);
    Dump.Type type = d.newClass("app.Holder");
    type.field("left", FieldType.OBJECT)
        .field("right", FieldType.OBJECT)
        .field("type", FieldType.OBJECT);
    Dump.Type reference = d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
    Dump.Type weakReference = d.newClass("java.lang.ref.WeakReference", reference);
    shared = d.instance(pair, d.bytes(new byte[1000]), 0);
    left = d.instance(pair, shared, 0);
    right = d.instance(pair, 0, shared);
    holder = d.instance(type, left, right, type.id);
    weak = d.instance(weakReference, shared);
    array = d.array(new long[20]);
    d.root(holder);
    d.root(weak);
    d.root(array);
  }

  @Test
  void countsSharedPartsOnce() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      long array1000 = ((HeapObject) heap.at(shared).field("one")).size();
      long bytes = heap.iso(holder, left, right, shared).size() + array1000;
      assertThat(heap.at(holder).asizeof()).isEqualTo(bytes);
      assertThat(heap.at(holder).asized().count()).isEqualTo(5);
      assertThat(heap.iso(left, right).asizesof())
          .containsExactly(
              heap.at(left).size() + heap.at(shared).size() + array1000, heap.at(right).size());
      assertThat(heap.iso(left, right).asizeof())
          .isEqualTo(Arrays.stream(heap.iso(left, right).asizesof()).sum());
    }
  }

  @Test
  void printsTheRetainedSizeBeside() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      Asized sized = heap.at(left).asized();
      assertThat(sized.retainedSize()).isEqualTo(heap.at(left).size()).isLessThan(sized.size());
      assertThat(sized.toString())
          .startsWith("Deep size of app.Pair 0x")
          .contains(" bytes in 3 objects; retained: " + sized.retainedSize() + " bytes.");
      assertThat(sized.toString().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void doesNotEnterClasses() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      assertThat(heap.at(holder).asized().text())
          .contains("1 object was not entered (classes, loaders, modules, threads).");
      assertThat(heap.at(holder).asized().refs())
          .extracting(Asized.Part::name)
          .containsExactly(".left", ".right");
    }
  }

  @Test
  void followsWeakReferencesOnlyWhenTold() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      assertThat(heap.at(weak).asizeof()).isEqualTo(heap.at(weak).size());
      assertThat(heap.at(weak).asized().refs()).isEmpty();
      Heap weakly = heap.including(Strength.WEAK);
      assertThat(weakly.at(weak).asizeof())
          .isEqualTo(heap.at(weak).size() + heap.at(shared).asizeof());
      assertThat(weakly.at(weak).asized().get("<weak>").size())
          .isEqualTo(heap.at(shared).asizeof());
    }
  }

  @Test
  void tellsPartsDownToTheDetailAskedFor() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      Asized sized = heap.at(holder).asized();
      assertThat(sized.detail(0).refs()).isEmpty();
      assertThat(sized.detail(0).size()).isEqualTo(sized.size());
      assertThat(sized.get(0).refs()).isEmpty();
      Asized deep = sized.detail(9);
      assertThat(deep.get(".left").refs().get(0).refs().get(0).size()).isGreaterThan(1000);
      assertThat(deep.get(".right").size()).isEqualTo(heap.at(right).size());
      assertThat(deep.size()).isEqualTo(sized.size());
      assertThat(deep.get(".left").object()).isEqualTo(heap.at(left));
      assertThat(sum(deep.refs()) + deep.flat()).isEqualTo(deep.size());
    }
  }

  @Test
  void obeysLimitAndExclusion() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      Asized sized = heap.at(holder).asized();
      assertThat(sized.limit(0).size()).isEqualTo(heap.at(holder).size());
      assertThat(sized.limit(1).objects()).isEqualTo(heap.iso(holder, left, right));
      assertThat(sized.limit(2).objects()).isEqualTo(heap.iso(holder, left, right, shared));
      assertThat(sized.excluding(heap.iso(shared)).objects())
          .isEqualTo(heap.iso(holder, left, right));
      assertThat(sized.excluding(heap.iso(shared).byClass().kind()).count()).isEqualTo(1);
    }
  }

  @Test
  void countsTheInsidesOfContainers() {
    try (Heap heap = Heaps.of(directory, DeepSizeTest::map)) {
      HeapObject map = heap.instancesOf("java.util.HashMap").theOne();
      Asized sized = map.asized();
      assertThat(sized.refs()).extracting(Asized.Part::name).contains("[\"sql\"]", "<insides>");
      assertThat(sum(sized.refs()) + sized.flat()).isEqualTo(map.asizeof());
    }
  }

  private static void map(Dump d) {
    Dump.Type nodeType =
        d.newClass("java.util.HashMap$Node")
            .field("hash", FieldType.INT)
            .field("key", FieldType.OBJECT)
            .field("value", FieldType.OBJECT)
            .field("next", FieldType.OBJECT);
    Dump.Type mapType =
        d.newClass("java.util.HashMap")
            .field("table", FieldType.OBJECT)
            .field("size", FieldType.INT);
    Dump.Type nodes = d.newClass("java.util.HashMap$Node[]");
    long node = d.instance(nodeType, 0, d.string("sql"), d.bytes(new byte[100]), 0);
    long table = d.newId();
    d.arrayAt(table, nodes, node, 0);
    d.root(d.instance(mapType, table, 1));
  }

  @Test
  void reachesWhatBruteForceReaches() {
    int nodes = 300;
    long[] ids = new long[nodes];
    long[][] edges = new long[nodes][];
    try (Heap heap = Heaps.of(directory, d -> random(d, ids, edges))) {
      for (int from = 0; from < nodes; from += 9) {
        boolean[] reached = new boolean[nodes];
        mark(from, ids, edges, reached);
        int count = 0;
        for (boolean is : reached) {
          count += is ? 1 : 0;
        }
        Asized sized = heap.at(ids[from]).asized().detail(from % 5);
        assertThat(sized.count()).isEqualTo(count);
        assertThat(sized.size()).isEqualTo(count * heap.at(ids[0]).size());
      }
    }
  }

  private static void random(Dump d, long[] ids, long[][] edges) {
    Random random = new Random(5);
    Dump.Type pair = d.newClass("Pair").field("a", FieldType.OBJECT).field("b", FieldType.OBJECT);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = d.newId();
    }
    for (int i = 0; i < ids.length; i++) {
      edges[i] = new long[] {random.nextInt(ids.length), random.nextInt(ids.length)};
      d.instanceAt(ids[i], pair, ids[(int) edges[i][0]], ids[(int) edges[i][1]]);
      d.root(ids[i]);
    }
  }

  private static void mark(int from, long[] ids, long[][] edges, boolean[] reached) {
    int[] stack = new int[ids.length * 3];
    int top = 0;
    stack[top++] = from;
    while (top > 0) {
      int at = stack[--top];
      if (!reached[at]) {
        reached[at] = true;
        stack[top++] = (int) edges[at][0];
        stack[top++] = (int) edges[at][1];
      }
    }
  }

  @Test
  void tellsElementsFromTheRest() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      HeapObject bytes = (HeapObject) heap.at(shared).field("one");
      assertThat(bytes.itemsize()).isEqualTo(1);
      assertThat(bytes.basicsize()).isEqualTo(bytes.size() - 1000);
      assertThat(heap.at(holder).itemsize()).isZero();
      assertThat(heap.at(holder).basicsize()).isEqualTo(heap.at(holder).flatsize());
      HeapObject references = heap.at(array);
      assertThat(references.basicsize() + 20L * references.itemsize())
          .isEqualTo(references.flatsize());
      assertThat(references.itemsize()).isIn(4, 8);
    }
  }

  @Test
  void oneLineSaysWhatIsWrong() {
    try (Heap heap = Heaps.of(directory, this::sharing)) {
      Asized sized = heap.at(holder).asized();
      assertThatThrownBy(() -> sized.detail(-1))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("detail(-1)");
      assertThatThrownBy(() -> sized.limit(-1)).hasMessageStartingWith("limit(-1)");
      assertThatThrownBy(() -> sized.get(7)).hasMessage("no row 7: this deep size has 2 rows");
      assertThatThrownBy(() -> sized.get(".lfet")).hasMessageEndingWith("; did you mean '.left'?");
      assertThat(heap.nothing().asizeof()).isZero();
      assertThat(heap.nothing().asized().toString()).startsWith("Deep size of 0 objects: 0 bytes");
    }
  }

  private static long sum(Iterable<Asized.Part> parts) {
    long sum = 0;
    for (Asized.Part part : parts) {
      sum += part.size();
    }
    return sum;
  }
}
