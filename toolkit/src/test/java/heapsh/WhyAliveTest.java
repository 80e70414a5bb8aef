package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the sentence that says why an object is alive. */
class WhyAliveTest {
  @TempDir Path directory;
  private long held;
  private long soft;
  private long weak;
  private long garbage;
  private long root;
  private long deep;

  private void objects(Dump d) {
    Dump.Type leaf = d.newClass("app.Leaf").field("tag", FieldType.INT);
    Dump.Type holder = d.newClass("app.Holder").field("leaf", FieldType.OBJECT);
    Dump.Type node = d.newClass("app.Node").field("next", FieldType.OBJECT);
    Dump.Type reference = d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
    Dump.Type weakly = d.newClass("java.lang.ref.WeakReference", reference);
    Dump.Type softly = d.newClass("java.lang.ref.SoftReference", reference);
    held = d.instance(leaf, 1);
    d.newClass("app.Registry")
        .staticField("TABLE", FieldType.OBJECT, d.array(d.instance(holder, held)));
    soft = d.instance(leaf, 2);
    d.root(d.instance(softly, soft));
    weak = d.instance(leaf, 3);
    d.root(d.instance(weakly, weak));
    garbage = d.instance(leaf, 4);
    root = d.instance(leaf, 5);
    d.root(root);
    deep = d.instance(node, 0);
    long at = deep;
    for (int i = 0; i < 50; i++) {
      at = d.instance(node, at);
    }
    d.root(at);
  }

  @Test
  void tellsThePathInWords() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      assertThat(heap.at(held).whyAlive().text())
          .isEqualTo(
              "app.Leaf 0x%x (16 bytes) is alive because the static field app.Registry.TABLE holds an"
                      .formatted(held)
                  + " Object[], which has as an element a Holder, whose field leaf holds it.");
    }
  }

  @Test
  void tellsARoot() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      assertThat(heap.at(root).whyAlive().text())
          .endsWith(" (16 bytes) is alive because a GC root (unknown) is it.");
    }
  }

  @Test
  void tellsWhatOnlyWeakerReferencesKeep() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      assertThat(heap.at(soft).whyAlive().text())
          .contains("goes when memory is short, for only a soft reference keeps it")
          .endsWith("which refers by <soft> to it.");
      assertThat(heap.at(weak).whyAlive().text())
          .contains("is kept by no strong reference, only by a weak one");
    }
  }

  @Test
  void tellsGarbage() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      assertThat(heap.at(garbage).whyAlive().text()).contains(" is garbage: nothing that lives");
    }
  }

  @Test
  void leavesOutTheMiddleOfALongPath() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      String text = heap.at(deep).whyAlive().text();
      assertThat(text).contains(", from which 42 references lead to a Node");
      assertThat(text.split("whose field next holds").length - 1).isEqualTo(8);
      assertThat(heap.at(deep).whyAlive().toString().lines()).allMatch(l -> l.length() <= 80);
    }
  }

  @Test
  void explainsTheBiggestPartOfASet() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      assertThat(TestHeap.instances(heap, "app.Node").whyAlive().text())
          .startsWith("50 objects of 51 are alike, such as this: app.Node 0x");
      assertThat(heap.iso(garbage, weak).whyAlive().text()).startsWith("All 2 objects are alike");
    }
  }

  @Test
  void needsAnObject() {
    try (Heap heap = Heaps.of(directory, this::objects)) {
      assertThatThrownBy(() -> heap.nothing().whyAlive())
          .isInstanceOf(HeapException.class)
          .hasMessage("whyAlive() explains objects, and this set is empty");
    }
  }
}
