package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.graph.GcRoot;
import heapsh.graph.RootKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks relations other than of plain contents, in a dump of this JVM. */
class LogicalRelationsTest {
  @TempDir static Path directory;

  private static SelfDump dump;
  private static CountDownLatch end;

  @BeforeAll
  static void take() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    end = new CountDownLatch(1);
    Thread worker = new Thread(() -> holdLocal(started), "the worker");
    worker.setDaemon(true);
    worker.start();
    started.await();
    dump = SelfDump.take(directory);
  }

  private static void holdLocal(CountDownLatch started) {
    Object[] local = {new Specimens.Marker()};
    started.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(local).isNotEmpty();
  }

  @AfterAll
  static void close() {
    end.countDown();
    dump.close();
  }

  @Test
  void aContainerHasTheRelationsOfItsHolderAlone() {
    for (String field :
        List.of(
            "HASH_MAP",
            "TREE_MAP",
            "CONCURRENT_HASH_MAP",
            "SKIP_LIST_MAP",
            "HASHTABLE",
            "ENUM_MAP",
            "IDENTITY_HASH_MAP",
            "UNMODIFIABLE_MAP",
            "SYNCHRONIZED_MAP",
            "HASH_SET",
            "NESTED_WRAPPERS",
            "KEY_SET_VIEW")) {
      assertThat(dump.relations(dump.specimen(field))).containsExactly("static Specimens." + field);
    }
  }

  @Test
  void whatAWrapperWrapsHasTheRelationsOfTheWrapper() {
    for (String field :
        List.of("UNMODIFIABLE_MAP", "SYNCHRONIZED_MAP", "UNMODIFIABLE_SET", "NESTED_WRAPPERS")) {
      int at = dump.specimen(field);
      while (dump.model.containers().form(dump.graph.classNumber(at)) == Form.WRAPPER) {
        String wrapped = dump.className(at).endsWith("Map") ? "m" : "c";
        var type = dump.graph.heapClass(dump.graph.classNumber(at));
        at = dump.reader.reference(at, type.fieldNamed(wrapped));
        assertThat(dump.relations(at)).containsExactly("static Specimens." + field);
      }
      assertThat(dump.referrers(at))
          .containsExactly(dump.classNamed(Specimens.class.getName()).objectIndex());
    }
  }

  @Test
  void anInsideHasItsRawRelation() {
    int set = dump.specimen("HASH_SET");
    var map = read(set, "map");
    int table = read(map, "table");
    assertThat(dump.relations(map)).containsExactly("HashSet.map");
    assertThat(dump.relations(table)).containsExactly("HashMap.table");
    int node = -1;
    for (int i = 0; node < 0; i++) {
      node = dump.reader.element(table, i);
    }
    assertThat(dump.relations(node)).containsExactly("HashMap$Node[][*]");
    assertThat(dump.referrers(node)).containsExactly(set);
    assertThat(List.of(map, table, node))
        .allMatch(inside -> dump.model.containers().owner(inside) == set);
  }

  @Test
  void aReferenceIsNamedByItsStrength() {
    assertThat(dump.relations(dump.specimen("REFERRED")))
        .containsExactlyInAnyOrder("<weak>", "<soft>", "<phantom>", "static Specimens.REFERRED");
    assertThat(dump.relations(dump.specimen("REFERRED"), true))
        .containsExactlyInAnyOrder("Reference.referent", "static Specimens.REFERRED");
  }

  @Test
  void aThreadLocalIsNamedByTheStaticThatHoldsIt() {
    int value = dump.marker(Specimens.CONTEXT.get());
    assertThat(dump.relations(value)).containsExactly("<thread-local Specimens.CONTEXT>");
    assertThat(dump.referrers(value)).hasSize(1);
    assertThat(dump.className(dump.referrers(value).get(0))).isEqualTo("java.lang.Thread");
  }

  @Test
  void theArrayOfAStringHasTheStringsRelations() {
    int text = dump.model.strings().valueArray(dump.reader, dump.specimen("TEXT"));
    assertThat(dump.relations(text))
        .containsExactlyInAnyOrder("static Specimens.TEXT.value", "static Specimens.TWIN.value");
    assertThat(dump.relations(text, true)).containsExactly("String.value");
    assertThat(dump.referrers(text)).contains(dump.specimen("TEXT"), dump.specimen("TWIN"));
    assertThat(step(dump.specimen("TEXT"), text)).isEqualTo(".value");
  }

  @Test
  void aSharedArrayTellsOfAllWhoShareIt() throws Exception {
    int marker = dump.marker(Specimens.CLONED.get(0));
    assertThat(dump.referrers(marker))
        .containsExactlyInAnyOrder(dump.specimen("CLONED"), dump.specimen("CLONE"));
    assertThat(dump.relations(marker)).containsExactly("CopyOnWriteArrayList[*]");
  }

  @Test
  void aMapInItselfIsItsOwnReferrer() {
    int map = dump.specimen("ITSELF_IN_MAP");
    assertThat(dump.relations(map))
        .containsExactlyInAnyOrder("[\"self\"]", "static Specimens.ITSELF_IN_MAP");
    assertThat(dump.referrers(map)).contains(map);
  }

  @Test
  void longKeysThatDifferAtTheEndStayApart() {
    List<String> texts = new ArrayList<>();
    for (Specimens.Marker marker : Specimens.LONG_KEYS.values()) {
      texts.addAll(dump.relations(dump.marker(marker)));
    }
    assertThat(texts).hasSize(2).doesNotHaveDuplicates().allMatch(text -> text.length() < 64);
  }

  @Test
  void aKeyFoldsIntoItsMap() {
    Relations relations = dump.model.relations();
    Relations.Cursor cursor = relations.cursor(false);
    Specimens.Marker marker = Specimens.LONG_KEYS.values().iterator().next();
    cursor.moveTo(dump.marker(marker));
    Relation relation = relations.relation(cursor.relation(0));
    assertThat(relation.sort()).isEqualTo(Relation.Sort.KEYED);
    assertThat(relations.relation(relation.folded()).text()).isEqualTo("HashMap[*]");
    assertThat(relations.folded(cursor.relation(0))).isEqualTo(relation.folded());
  }

  @Test
  void aLocalIsNamedByItsMethodAndInPathsByItsThread() {
    GcRoot root = null;
    for (GcRoot candidate : dump.graph.roots().all()) {
      if (candidate.kind() == RootKind.JAVA_FRAME
          && String.valueOf(candidate.method()).startsWith("LogicalRelationsTest.holdLocal")
          && dump.className(candidate.index()).equals("java.lang.Object[]")) {
        root = candidate;
      }
    }
    assertThat(root).isNotNull();
    Relation relation = dump.model.relations().relation(dump.model.relations().ofRoot(root));
    assertThat(relation.text()).isEqualTo("<local of LogicalRelationsTest.holdLocal()>");
    assertThat(relation.step())
        .isEqualTo("<local of LogicalRelationsTest.holdLocal() in thread \"the worker\">");
    assertThat(dump.relations(root.index())).containsExactly(relation.text());
  }

  @Test
  void stringsOfBothCodersAreRead() {
    assertThat(dump.model.strings().text(dump.reader, dump.specimen("TEXT"), 6))
        .isEqualTo("a text");
    assertThat(dump.model.strings().text(dump.reader, dump.specimen("WIDE"), 100))
        .isEqualTo(Specimens.WIDE);
    assertThat(dump.model.strings().length(dump.reader, dump.specimen("WIDE")))
        .isEqualTo(Specimens.WIDE.length());
  }

  @Test
  void rawRelationsNameTheNode() {
    int marker = dump.marker(Specimens.HASH_MAP.get("sql"));
    assertThat(dump.relations(marker, true)).containsExactly("HashMap$Node.value");
    marker = dump.marker(Specimens.ARRAY_LIST.get(0));
    assertThat(dump.relations(marker, true)).containsExactly("Object[][*]");
  }

  private static String step(int holder, int target) {
    Relations relations = dump.model.relations();
    return relations.relation(relations.cursor(false).step(holder, target)).step();
  }

  private static int read(int index, String field) {
    return dump.reader.reference(
        index, dump.graph.heapClass(dump.graph.classNumber(index)).fieldNamed(field));
  }
}
