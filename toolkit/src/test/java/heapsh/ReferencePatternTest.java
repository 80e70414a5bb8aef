package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the lines, letters, marks and options of reference patterns. */
class ReferencePatternTest {
  @TempDir Path directory;

  /**
   * Three leaves: two with holders that a registry's table has, one that only a root has; the
   * holders refer back to the registry.
   *
   * <pre>
   *   class app.Registry --ONE--&gt; registry --table--&gt; Object[] --&gt; 2 Holder --&gt; 2 Leaf
   *                                   ^-------------owner---------------'
   * </pre>
   */
  private Heap registry() {
    return Heaps.of(
        directory,
        d -> {
          d.idsFrom(0x10000);
          Dump.Type leaf = d.newClass("app.Leaf").field("tag", FieldType.INT);
          Dump.Type holder =
              d.newClass("app.Holder")
                  .field("owner", FieldType.OBJECT)
                  .field("leaf", FieldType.OBJECT);
          Dump.Type type = d.newClass("app.Registry").field("table", FieldType.OBJECT);
          long registry = d.newId();
          long first = d.instance(holder, registry, d.instance(leaf, 1));
          long second = d.instance(holder, registry, d.instance(leaf, 2));
          d.instanceAt(registry, type, d.array(first, second));
          type.staticField("ONE", FieldType.OBJECT, registry);
          d.root(d.instance(leaf, 3));
        });
  }

  @Test
  void showsReferrersDepthFirst() {
    try (Heap heap = registry()) {
      String holder = hex(heap, "app.Holder");
      assertThat(ReferencePattern.of(TestHeap.instances(heap, "app.Leaf")).toString())
          .isEqualTo(
              String.join(
                  "\n",
                  "Reference Pattern by <class or owner>.",
                  " 0: _ --- [-] 3 <class app.Leaf>: " + hex(heap, "app.Leaf"),
                  " 1: a      [-] 2 app.Holder: " + holder,
                  " 2: aa ---- [-] 1 Object[]: " + hex(heap, "java.lang.Object[]"),
                  " 3: a3       [-] 1 app.Registry: " + hex(heap, "app.Registry"),
                  " 4: a4 ------ [S] 1 Class: app.Registry",
                  " 5: a3b       [^ 1] 2 app.Holder: " + holder));
    }
  }

  @Test
  void showsReferrersByLevel() {
    try (Heap heap = registry()) {
      ReferencePattern pattern =
          ReferencePattern.of(TestHeap.instances(heap, "app.Leaf")).breadthFirst();
      assertThat(pattern.toString().lines().map(line -> line.substring(4, 7).strip()))
          .containsSubsequence("a", "aa", "a3", "a4", "a3b");
      assertThat(pattern.at("a4").count()).isEqualTo(1);
      assertThat(pattern).hasSize(pattern.rowCount());
    }
  }

  @Test
  void takesOnlyReferrersThatASourceReaches() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      ObjectSet one = TestHeap.instances(heap, "app.Holder").sample(1);
      assertThat(pattern.from(TestHeap.instances(heap, "app.Leaf")).rowCount()).isEqualTo(1);
      assertThat(pattern.from(one).at("a").count()).isEqualTo(2);
      assertThatThrownBy(() -> pattern.from(heap.nothing()))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("from(...) needs objects");
    }
  }

  @Test
  void pathsPassOnlyWhatIsAsked() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      ObjectSet one = TestHeap.instances(heap, "app.Holder").sample(1);
      ReferencePattern.Paths all = pattern.paths("aa");
      ReferencePattern.Paths some = all.through("a", one);
      assertThat(all.text().lines()).hasSize(6);
      assertThat(some.text().lines()).hasSize(4);
      assertThat(some.text()).contains("0x" + Long.toHexString(one.theOne().id()));
      assertThatThrownBy(() -> all.through("a4", one))
          .isInstanceOf(HeapException.class)
          .hasMessage("these paths do not pass line a4: paths from aa down to _.");
    }
  }

  private static String hex(Heap heap, String className) {
    StringBuilder ids = new StringBuilder();
    for (HeapObject object : TestHeap.instances(heap, className)) {
      ids.append(ids.isEmpty() ? "0x" : ", 0x").append(Long.toHexString(object.id()));
    }
    return ids.toString();
  }

  @Test
  void givesTheSetsOfLines() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      assertThat(pattern.at("a").bitmap())
          .isEqualTo(TestHeap.instances(heap, "app.Holder").bitmap());
      assertThat(pattern.at("aaa").bitmap())
          .isEqualTo(TestHeap.instances(heap, "app.Registry").bitmap());
      assertThat(pattern.at("a3").bitmap()).isEqualTo(pattern.get(3).bitmap());
      assertThat(pattern.at("_").count()).isEqualTo(3);
    }
  }

  @Test
  void marksRootsAndTheDepth() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      assertThat(pattern.depth(1).toString())
          .endsWith("[+] 2 app.Holder: " + hex(heap, "app.Holder"));
      ObjectSet unheld = TestHeap.instances(heap, "app.Leaf").minus(pattern.at("a").referents());
      assertThat(ReferencePattern.of(unheld).toString())
          .contains(" 0: _ --- [R] 1 <class app.Leaf>: 0x");
    }
  }

  @Test
  void followsNoCyclesOnRequest() {
    try (Heap heap = registry()) {
      String text = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf")).noCycles().toString();
      assertThat(text).doesNotContain("[^").contains(" 4: a4 ------ [S] 1 Class: app.Registry");
    }
  }

  @Test
  void followsImmediateDominatorsOnRequest() {
    try (Heap heap = registry()) {
      String text =
          ReferencePattern.of(TestHeap.instances(heap, "app.Registry")).imdom().toString();
      assertThat(text.lines()).hasSize(3);
      assertThat(text).contains(" 1: a      [S] 1 Class: app.Registry");
    }
  }

  @Test
  void stopsAndGroupsAsAsked() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      Kind arrays = TestHeap.instances(heap, "java.lang.Object[]").kind();
      assertThat(pattern.stopAt(arrays).toString())
          .contains("aa ---- [S] 1 Object[]")
          .doesNotContain("a3 ");
      String bySize = pattern.by(Classifier.SIZE).toString();
      assertThat(bySize).startsWith("Reference Pattern by <size>.").contains(" 2 24: 0x");
    }
  }

  @Test
  void showsConcretePaths() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      String[] lines = pattern.paths("a3").toString().split("\n");
      assertThat(lines[0]).isEqualTo("Paths from a3 down to _.");
      assertThat(lines[1]).startsWith(" 0: a3[0] ").endsWith("app.Registry");
      assertThat(lines[2])
          .startsWith(" 1: aa[0] ")
          .contains(".table 0x")
          .endsWith("java.lang.Object[]");
      assertThat(lines[3]).startsWith(" 2: a[0] ").contains("[*] 0x").endsWith("app.Holder");
      assertThat(lines[4]).startsWith(" 3: _[0] ").contains(".leaf 0x").endsWith("app.Leaf");
      assertThat(lines[5]).startsWith(" 4: a[1] ");
      assertThat(lines).hasSize(7);
    }
  }

  @Test
  void saysWhatIsThere() {
    try (Heap heap = registry()) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "app.Leaf"));
      assertThatThrownBy(() -> pattern.at("ab"))
          .isInstanceOf(HeapException.class)
          .hasMessage("no line ab: below a there is only aa");
      assertThatThrownBy(() -> pattern.at("a3c"))
          .hasMessage("no line a3c: below a3 there are a4 to a3b");
      assertThatThrownBy(() -> pattern.at("a4a"))
          .hasMessage("no line a4a: nothing stands below a4, which is [S]");
      assertThatThrownBy(() -> pattern.at("?"))
          .hasMessageStartingWith("no line ?: letters name the way");
      assertThatThrownBy(() -> pattern.get(6))
          .hasMessage("no line 6: this pattern has lines 0 to 5");
      assertThatThrownBy(() -> pattern.get(-1)).hasMessageStartingWith("no line -1");
      assertThatThrownBy(() -> pattern.depth(0)).hasMessageContaining("at least one level");
      assertThatThrownBy(() -> ReferencePattern.of(heap.nothing())).hasMessageContaining("empty");
      assertThatThrownBy(pattern::more).hasMessageContaining("no more lines");
    }
  }

  @Test
  void turnsPages() {
    try (Heap heap = Heaps.of(directory, ReferencePatternTest::chain)) {
      ReferencePattern pattern = ReferencePattern.of(TestHeap.instances(heap, "C0")).depth(30);
      assertThat(pattern.toString().lines())
          .hasSize(12)
          .last()
          .asString()
          .isEqualTo("<More rows. Type e.g. '.more()' to view.>");
      ReferencePattern more = pattern.more();
      assertThat(more.toString())
          .startsWith("Reference Pattern")
          .contains("10: a10 ")
          .doesNotContain(" 9: a9 ");
      assertThat(pattern.all().text().lines()).hasSize(26).last().asString().contains("[R] 1 C24");
      assertThat(pattern.at("a24").count()).isEqualTo(1);
    }
  }

  private static void chain(Dump d) {
    long last = d.array();
    for (int i = 0; i < 25; i++) {
      last = d.instance(d.newClass("C" + i).field("next", FieldType.OBJECT), last);
    }
    d.root(last);
  }
}
