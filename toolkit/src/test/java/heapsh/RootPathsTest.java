package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.graph.Strength;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks how shortest paths are merged, shown and varied. */
class RootPathsTest {
  @TempDir Path directory;

  @Test
  void beginsAtTheStatic() {
    try (Heap heap = holders()) {
      RootPaths paths = RootPaths.of(TestHeap.instances(heap, "Leaf"));
      assertThat(paths.toString())
          .isEqualTo(
              """
              Shortest paths from GC roots to 3 objects (48 bytes), 2 shapes.
               0: 2 objects, 32 bytes
                  static app.Registry.TABLE[*] -> .leaf
               1: 1 object, 16 bytes
                  <unknown> -> .leaf""");
    }
  }

  @Test
  void givesObjectsAndNodes() {
    try (Heap heap = holders()) {
      RootPaths.Path path = RootPaths.of(TestHeap.instances(heap, "Leaf")).get(0);
      assertThat(path.count()).isEqualTo(2);
      assertThat(path.length()).isEqualTo(3);
      assertThat(path.steps()).containsExactly("static app.Registry.TABLE[*]", ".leaf");
      assertThat(path.node(0).bitmap())
          .isEqualTo(TestHeap.instances(heap, "java.lang.Object[]").bitmap());
      assertThat(path.node(1).count()).isEqualTo(2);
      assertThat(path.node(-1).bitmap()).isEqualTo(path.objects().bitmap());
      assertThat(path.example().toString().lines())
          .hasSize(3)
          .first()
          .asString()
          .matches(" 0: static app.Registry.TABLE  0x[0-9a-f]+ java.lang.Object\\[\\]");
    }
  }

  @Test
  void givesTheSetsOfLevels() {
    try (Heap heap = holders()) {
      ObjectSet leaves = TestHeap.instances(heap, "Leaf");
      RootPaths paths = RootPaths.of(leaves);
      assertThat(paths.sets()).hasSize(3);
      assertThat(paths.sets().get(2)).isEqualTo(leaves.minus(paths.unreached()));
      assertThat(paths.get(0).sets())
          .containsExactly(paths.get(0).node(0), paths.get(0).node(1), paths.get(0).objects());
    }
  }

  @Test
  void tiesUpALongList() {
    int length = 1_000_000;
    try (Heap heap = Heaps.of(directory, d -> list(d, length))) {
      RootPaths paths = RootPaths.of(TestHeap.instances(heap, "Node"));
      assertThat(paths.rowCount()).isEqualTo(2);
      assertThat(paths.get(0).steps()).containsExactly("<unknown>", ".next+");
      assertThat(paths.get(0).count()).isEqualTo(length - 1);
      assertThat(paths.get(0).node(1).count()).isEqualTo(length - 1);
      RootPaths raw = RootPaths.of(TestHeap.at(heap, 0x2000).set()).raw();
      assertThat(raw.get(0).length()).isEqualTo(length);
      assertThatThrownBy(raw::sets).hasMessageStartingWith("these paths have 1000000 levels");
      assertThat(raw.toString()).contains("<unknown> -> .next+");
      assertThat(raw.get(0).example().toString().length()).isLessThan(1000);
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "Node"));
      assertThat(pattern.toString()).contains(" 7: a7           [+] " + (length - 7) + " Node: ");
    }
  }

  private static void list(Dump d, int length) {
    Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT);
    d.idsFrom(0x2000);
    long head = 0;
    for (int i = 0; i < length; i++) {
      head = d.instance(node, head);
    }
    d.root(head);
  }

  @Test
  void tiesUpTreesAndPairs() {
    try (Heap heap = Heaps.of(directory, RootPathsTest::tree)) {
      RootPaths paths = RootPaths.of(TestHeap.instances(heap, "Tree"));
      assertThat(paths.toString()).contains("<unknown> -> (.left|.right)+");
      assertThat(paths.rowCount()).isEqualTo(4);
      RootPaths pairs = RootPaths.of(TestHeap.instances(heap, "Element"));
      assertThat(pairs.toString()).contains("<unknown> -> (.children[*])+");
      assertThat(pairs.rowCount()).isEqualTo(2);
    }
  }

  private static void tree(Dump d) {
    Dump.Type tree = d.newClass("Tree");
    tree.field("left", FieldType.OBJECT).field("right", FieldType.OBJECT);
    Random random = new Random(7);
    long[] nodes = new long[2000];
    for (int i = nodes.length - 1; i >= 0; i--) {
      long left = 2 * i + 1 < nodes.length ? nodes[2 * i + 1] : 0;
      long right = 2 * i + 2 < nodes.length ? nodes[2 * i + 2] : 0;
      nodes[i] = d.instance(tree, left, right);
    }
    d.root(nodes[0]);
    Dump.Type element = d.newClass("Element").field("children", FieldType.OBJECT);
    long inner = 0;
    for (int depth = 0; depth < 50; depth++) {
      inner = d.instance(element, d.array(inner, random.nextInt(2) == 0 ? 0 : inner));
    }
    d.root(inner);
  }

  @Test
  void accountsForWeaklyReachableAndUnreachable() {
    try (Heap heap = Heaps.of(directory, RootPathsTest::weak)) {
      RootPaths paths = RootPaths.of(TestHeap.instances(heap, "Leaf"));
      assertThat(paths.toString())
          .isEqualTo(
              """
              Shortest paths from GC roots to 4 objects (64 bytes), 1 shape.
               0: 1 object, 16 bytes
                  <unknown>
              3 objects have no such path: 1 softly reachable only, 1 weakly reachable only, 1
                unreachable.""");
      assertThat(paths.unreached().count()).isEqualTo(3);
      assertThat(paths.including(Strength.SOFT).unreached().count()).isEqualTo(2);
      RootPaths weakly = paths.including(Strength.SOFT, Strength.WEAK);
      assertThat(weakly.unreached().count()).isEqualTo(1);
      assertThat(weakly.toString()).contains("-> <weak>").contains("-> <soft>");
    }
  }

  private static void weak(Dump d) {
    Dump.Type leaf = d.newClass("Leaf").field("tag", FieldType.INT);
    Dump.Type reference = d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
    Dump.Type weak = d.newClass("java.lang.ref.WeakReference", reference);
    Dump.Type soft = d.newClass("java.lang.ref.SoftReference", reference);
    d.root(d.instance(leaf, 1));
    d.root(d.instance(weak, d.instance(leaf, 2)));
    d.root(d.instance(soft, d.instance(leaf, 3)));
    d.instance(leaf, 4);
  }

  @Test
  void goesAroundWhatItAvoids() {
    try (Heap heap = holders()) {
      RootPaths paths = RootPaths.of(TestHeap.instances(heap, "Leaf"));
      RootPaths around = paths.avoiding(TestHeap.instances(heap, "java.lang.Object[]"));
      assertThat(around.rowCount()).isEqualTo(1);
      assertThat(around.toString())
          .contains("avoiding 1 object")
          .contains("2 only through what is avoided.");
      RootPaths ring = paths.avoided(-2);
      assertThat(ring.rowCount()).isZero();
      assertThat(ring.toString()).contains("3 only through what is avoided");
    }
  }

  @Test
  void startsAtASet() {
    try (Heap heap = holders()) {
      RootPaths paths =
          RootPaths.of(TestHeap.instances(heap, "Leaf"))
              .from(TestHeap.instances(heap, "java.lang.Object[]"));
      assertThat(paths.get(0).steps()).containsExactly("<java.lang.Object[]>", "[*]", ".leaf");
      assertThat(paths.toString())
          .startsWith("Shortest paths from 1 object to 3 objects")
          .contains("1 not from these objects");
    }
  }

  @Test
  void showsOneStepInAndOut() {
    try (Heap heap = holders()) {
      RootPaths in = RootPaths.in(TestHeap.instances(heap, "Holder"));
      assertThat(in.get(0).steps()).containsExactly("<java.lang.Object[]>", "[*]");
      assertThat(in.get(0).count()).isEqualTo(2);
      assertThat(in.get(1).steps()).containsExactly("<unknown>");
      RootPaths out = RootPaths.out(TestHeap.instances(heap, "Holder"));
      assertThat(out.get(0).steps()).containsExactly("<Holder>", ".leaf");
      assertThat(out.get(0).objects().bitmap())
          .isEqualTo(TestHeap.instances(heap, "Leaf").bitmap());
      assertThat(out.get(0).node(0).bitmap())
          .isEqualTo(TestHeap.instances(heap, "Holder").bitmap());
    }
  }

  @Test
  void saysWhatIsThere() {
    try (Heap heap = holders();
        Heap other = Heaps.of(directory, "other.hprof", RootPathsTest::weak)) {
      RootPaths paths = RootPaths.of(TestHeap.instances(heap, "Leaf"));
      assertThatThrownBy(() -> paths.get(2))
          .isInstanceOf(HeapException.class)
          .hasMessage("no row 2: there are 2 shapes, rows 0 to 1");
      assertThatThrownBy(() -> paths.get(0).node(3))
          .hasMessage("no node 3: this path has 3 nodes, 0 to 2");
      assertThatThrownBy(() -> paths.avoiding(other.all())).hasMessageContaining("another heap");
      assertThatThrownBy(() -> paths.from(heap.nothing())).hasMessageContaining("empty");
      assertThatThrownBy(() -> paths.avoided(9)).hasMessageContaining("no level 9");
      assertThatThrownBy(paths::more).hasMessageContaining("no more rows");
    }
  }

  @Test
  void saysThatTheHeapIsClosed() {
    Heap heap = holders();
    ObjectSet leaves = TestHeap.instances(heap, "Leaf");
    RootPaths paths = RootPaths.of(leaves);
    String before = paths.toString();
    heap.close();
    assertThat(before).startsWith("Shortest");
    assertThat(paths.toString()).isNotEmpty();
    assertThatThrownBy(() -> RootPaths.of(leaves)).hasMessageContaining("closed");
    assertThatThrownBy(() -> paths.get(0).objects()).hasMessageContaining("closed");
  }

  @Test
  void stopsWhenInterrupted() {
    try (Heap heap = Heaps.of(directory, d -> list(d, 300_000))) {
      ObjectSet nodes = TestHeap.instances(heap, "Node");
      RootPaths.of(nodes);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> RootPaths.of(nodes))
          .isInstanceOf(HeapException.class)
          .hasMessage("stopped");
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  /** A static array of two holders, and a third that is a root: each holds a leaf. */
  private Heap holders() {
    return Heaps.of(
        directory,
        d -> {
          Dump.Type leaf = d.newClass("Leaf").field("tag", FieldType.INT);
          Dump.Type holder = d.newClass("Holder").field("leaf", FieldType.OBJECT);
          long table =
              d.array(
                  d.instance(holder, d.instance(leaf, 1)), d.instance(holder, d.instance(leaf, 2)));
          d.newClass("app.Registry").staticField("TABLE", FieldType.OBJECT, table);
          d.root(d.instance(holder, d.instance(leaf, 3)));
        });
  }
}
