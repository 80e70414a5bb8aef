package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what is to be better than in guppy, objgraph and pympler, and that all bad input is told.
 */
class LikePythonBetterTest {
  @TempDir Path directory;

  /** Ten holders of a leaf each in a list below a static, and a long list beside it. */
  private static void objects(Dump d) {
    Dump.Type leaf = d.newClass("app.Leaf").field("tag", FieldType.INT);
    Dump.Type holder = d.newClass("app.Holder").field("leaf", FieldType.OBJECT);
    Dump.Type node = d.newClass("app.Node").field("next", FieldType.OBJECT);
    long[] holders = new long[250];
    for (int i = 0; i < holders.length; i++) {
      holders[i] = d.instance(holder, d.instance(leaf, i));
    }
    d.newClass("app.Registry").staticField("ALL", FieldType.OBJECT, d.array(holders));
    long head = 0;
    for (int i = 0; i < 50_000; i++) {
      head = d.instance(node, head);
    }
    d.root(head);
  }

  private Heap open() {
    return Heaps.of(directory, LikePythonBetterTest::objects);
  }

  @Test
  void bytesStandBesideEveryCount() {
    try (Heap hp = open()) {
      ObjectSet leaves = hp.instancesOf("app.Leaf");
      assertThat(hp.heap().toString()).contains("Count").contains("Size");
      assertThat(leaves.withRetained().toString()).contains("Retained");
      assertThat(leaves.shpaths().toString()).contains("250 objects (4000 bytes)");
      assertThat(leaves.asized().toString()).contains("bytes in 250 objects; retained: 4000 bytes");
      assertThat(hp.heap().cycles().toString()).contains("Cycles among");
    }
  }

  @Test
  void identicalPathsAreOneRow() {
    try (Heap hp = open()) {
      RootPaths paths = hp.instancesOf("app.Leaf").shpaths();
      assertThat(paths.rowCount()).isEqualTo(1);
      assertThat(paths.get(0).count()).isEqualTo(250);
    }
  }

  @Test
  void lookingChangesNothing() {
    try (Heap hp = open()) {
      String before = hp.all().byClass().text();
      hp.heap().whyAlive();
      hp.heap().asized();
      hp.heap().refTree();
      hp.heap().cycles();
      assertThat(hp.all().byClass().text()).isEqualTo(before);
    }
  }

  @Test
  void algebraKeepsTheClassifier() {
    try (Heap hp = open()) {
      ObjectSet via = hp.instancesOf("app.Leaf").byVia();
      for (ObjectSet set :
          List.of(
              via.and(Kind.anything()),
              via.or(hp.root()),
              via.minus(hp.root()),
              via.xor(hp.root()),
              via.sample(3))) {
        assertThat(set.classifier()).isEqualTo(Classifier.VIA);
      }
    }
  }

  @Test
  void dataStandsBehindEveryPrint() {
    try (Heap hp = open()) {
      ObjectSet leaves = hp.instancesOf("app.Leaf");
      assertThat(hp.heap().toTable().columnNames()).contains("Count", "Size");
      assertThat(leaves.shpaths().toTable().rowCount()).isEqualTo(1);
      assertThat(hp.heap().cycles().toTable().columnNames()).contains("Count", "Size");
      assertThat(Profile.of(hp.heap().stat()).toTable().rowCount())
          .isEqualTo(hp.heap().rows().size());
      assertThat(leaves.asized().refs()).hasSize(250);
      assertThat(leaves.largest(1).findBackrefChain(o -> o.isRoot()).objects().count())
          .isEqualTo(4);
      assertThat(leaves.refTree().get(0).className()).isEqualTo("app.Leaf");
    }
  }

  @Test
  void aLongListBreaksNothing() {
    try (Heap hp = open()) {
      ObjectSet nodes = hp.instancesOf("app.Node");
      HeapObject head = nodes.filter(HeapObject::isRoot).theOne();
      HeapObject end = nodes.filter(o -> o.field("next") == null).theOne();
      assertThat(head.asizeof()).isEqualTo(nodes.size());
      assertThat(head.asized().detail(100_000).size()).isEqualTo(nodes.size());
      assertThat(
              head.set().findRefChain(o -> o.equals(end), Integer.MAX_VALUE, hp.nothing()).length())
          .isEqualTo(50_000);
      assertThat(end.whyAlive().text()).contains(" references lead to ");
      assertThat(nodes.cycles().count()).isZero();
      assertThat(end.refTree().depth(100_000).lineCount()).isGreaterThan(1000);
    }
  }

  @Test
  void negativeSizesAreScaled() {
    try (Heap hp = open()) {
      Stat less = hp.nothing().byClass().stat().minus(hp.heap().byClass().stat());
      assertThat(less.summary().toString()).contains("-781.25 KB");
      assertThat(Profile.of(hp.heap().stat(), hp.nothing().stat()).toString())
          .contains("-781.3 KiB");
    }
  }

  @Test
  void aSingleRowKeepsItsCumulativeColumn() {
    try (Heap hp = open()) {
      List<String> all = hp.heap().text().lines().toList();
      for (int row = 0; row < 3; row++) {
        assertThat(hp.heap().get(row).text().lines().toList()).contains(all.get(row + 2));
      }
    }
  }

  /** Every verb with an empty set: an answer, or one line. */
  @Test
  void anEmptySetIsNoTrouble() {
    try (Heap hp = open()) {
      verbs(hp).forEach((name, verb) -> isAnswerOrOneLine(name, () -> verb.apply(hp.nothing())));
    }
  }

  @Test
  void aClosedHeapSaysSo() {
    Heap hp = open();
    ObjectSet set = hp.heap();
    ObjectSet other = hp.instancesOf("app.Leaf");
    other.count();
    hp.close();
    verbs(hp)
        .forEach(
            (name, verb) ->
                assertThatThrownBy(() -> shown(verb.apply(set)))
                    .as(name)
                    .isInstanceOf(HeapException.class)
                    .hasMessageStartingWith("this heap is closed"));
  }

  @Test
  void aSetOfAnotherHeapIsTold(@TempDir Path elsewhere) {
    try (Heap hp = open();
        Heap other = Heaps.of(elsewhere, LikePythonBetterTest::objects)) {
      ObjectSet stranger = other.heap();
      Map<String, Function<ObjectSet, Object>> verbs = new LinkedHashMap<>();
      verbs.put("and", x -> x.and(stranger));
      verbs.put("findRefChain", x -> x.findRefChain(o -> false, 3, stranger));
      verbs.put("findBackrefChain", x -> x.findBackrefChain(o -> false, 3, stranger));
      verbs.put("asized", x -> x.asized().excluding(stranger));
      verbs.put("shpaths.from", x -> x.shpaths().from(stranger));
      verbs.put("shpaths.avoiding", x -> x.shpaths().avoiding(stranger));
      verbs.put("rp.from", x -> x.rp().from(stranger));
      verbs.put("rp.paths", x -> x.rp().paths("_").through("_", stranger));
      verbs.put("setref", x -> hp.setref(stranger));
      verbs.put("kind", x -> x.and(Kind.of(stranger)));
      verbs.put("chain", x -> hp.showChain(stranger.findBackrefChain(HeapObject::isRoot)));
      verbs.forEach(
          (name, verb) ->
              assertThatThrownBy(() -> shown(verb.apply(hp.instancesOf("app.Leaf"))))
                  .as(name)
                  .isInstanceOf(HeapException.class)
                  .hasMessageContaining("heap")
                  .hasMessageNotContaining("\n"));
    }
  }

  @Test
  void aNegativeNumberIsTold() {
    try (Heap hp = open()) {
      ObjectSet x = hp.instancesOf("app.Leaf");
      Map<String, Runnable> verbs = new LinkedHashMap<>();
      verbs.put("top", () -> x.top(-1));
      verbs.put("sample", () -> x.sample(-1));
      verbs.put("largest", () -> x.largest(-1));
      verbs.put("detail", () -> x.asized().detail(-1));
      verbs.put("limit", () -> x.asized().limit(-1));
      verbs.put("depth", () -> x.refTree().depth(-1));
      verbs.put("width", () -> x.refTree().width(-1));
      verbs.put("rp", () -> x.rp().depth(-1));
      verbs.put("chain", () -> x.findRefChain(o -> true, -1, hp.nothing()));
      verbs.put("profile", () -> Profile.of(hp.heap().stat()).top(-1));
      verbs.put("size", () -> Kind.biggerThan(-1));
      verbs.put("mostCommon", () -> hp.mostCommon(-1));
      verbs.forEach(
          (name, verb) ->
              assertThatThrownBy(verb::run)
                  .as(name)
                  .isInstanceOf(HeapException.class)
                  .hasMessageContaining("-1")
                  .hasMessageNotContaining("\n"));
    }
  }

  private static Map<String, Function<ObjectSet, Object>> verbs(Heap hp) {
    Map<String, Function<ObjectSet, Object>> verbs = new LinkedHashMap<>();
    verbs.put("whyAlive", ObjectSet::whyAlive);
    verbs.put("findRefChain", x -> x.findRefChain(o -> false));
    verbs.put("findBackrefChain", x -> x.findBackrefChain(o -> false));
    verbs.put("findRefChain(kind)", x -> x.findRefChain(Kind.ofClass("app.Leaf")));
    verbs.put("asizeof", ObjectSet::asizeof);
    verbs.put("asizesof", x -> x.asizesof().length);
    verbs.put("asized", ObjectSet::asized);
    verbs.put("refTree", ObjectSet::refTree);
    verbs.put("refTree.forwards", x -> x.refTree().forwards());
    verbs.put("cycles", ObjectSet::cycles);
    verbs.put("shpaths", ObjectSet::shpaths);
    verbs.put("shpaths.sets", x -> x.shpaths().sets());
    verbs.put("pathsIn", ObjectSet::pathsIn);
    verbs.put("pathsOut", ObjectSet::pathsOut);
    verbs.put("rp", ObjectSet::rp);
    verbs.put("rp.breadthFirst", x -> x.rp().breadthFirst());
    verbs.put("and(kind)", x -> x.and(Kind.ofClass("app.Leaf")).count());
    verbs.put("and(size)", x -> x.and(Kind.biggerThan(16)).count());
    verbs.put("and(via)", x -> x.and(Kind.via("Holder.leaf")).count());
    verbs.put("first", x -> x.by(Classifier.first(Kind.ofClass("app.Leaf"))).rows().size());
    verbs.put("refdBy", x -> x.by(Classifier.CLASS.refdBy()).rows().size());
    verbs.put("imdom", x -> x.imdom().count());
    verbs.put("dominos", x -> x.dominos().count());
    verbs.put("map", x -> x.map("leaf").count());
    verbs.put("setref", x -> hp.setref(x).heap().count());
    verbs.put("relativeTo", x -> hp.relativeTo(hp));
    verbs.put("classTracker", x -> hp.classTracker("app.*").createSnapshot());
    verbs.put("newIds", x -> hp.newIds());
    return verbs;
  }

  private static void isAnswerOrOneLine(String name, Runnable verb) {
    try {
      verb.run();
    } catch (HeapException e) {
      assertThat(e.getMessage()).as(name).isNotBlank().doesNotContain("\n");
      assertThat(e.getStackTrace()).as(name).isEmpty();
    }
  }

  /** Computes what a verb only promised. */
  private static String shown(Object result) {
    return String.valueOf(result);
  }
}
