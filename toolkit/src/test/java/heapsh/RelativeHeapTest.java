package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what a heap shows relative to a reference: objects in one dump, classes over two. */
class RelativeHeapTest {
  @TempDir Path directory;

  private static void nodes(Dump d, int count) {
    Dump.Type node = d.newClass("app.Node").field("next", FieldType.OBJECT);
    long head = 0;
    for (int i = 0; i < count; i++) {
      head = d.instance(node, head);
    }
    d.root(head);
  }

  @Test
  void aReferenceHidesWhatItMarks() {
    try (Heap heap = Heaps.of(directory, d -> nodes(d, 5))) {
      ObjectSet before = heap.heap();
      assertThat(heap.setref().heap().isEmpty()).isTrue();
      assertThat(heap.heapu().isEmpty()).isTrue();
      heap.setref(heap.instancesOf("app.Node"));
      assertThat(heap.heap()).isEqualTo(before.minus(Kind.ofClass("app.Node")));
      assertThat(heap.instancesOf("app.Node").count()).isEqualTo(5);
      assertThat(heap.setref(heap.nothing()).heap()).isEqualTo(before);
    }
  }

  @Test
  void sinceAReferenceTheWholeDumpChangedByNothing() {
    try (Heap heap = Heaps.of(directory, d -> nodes(d, 5))) {
      assertThatThrownBy(heap::sinceRef)
          .isInstanceOf(HeapException.class)
          .hasMessage("there is no reference to compare with: set one with setref()");
      assertThat(heap.setref().sinceRef().heap().rows()).isEmpty();
      heap.setref(heap.all().minus(Kind.ofClass("app.Node")));
      assertThat(heap.sinceRef().heap().rows())
          .extracting(StatRow::name)
          .containsExactly("app.Node");
    }
  }

  @Test
  void comparesTwoHeapsByClass(@TempDir Path elsewhere) {
    try (Heap before = Heaps.of(directory, d -> nodes(d, 5));
        Heap after = Heaps.of(elsewhere, d -> nodes(d, 8))) {
      RelativeHeap relative = after.relativeTo(before);
      assertThat(relative.heap().rows()).containsExactly(new StatRow("app.Node", 3, 48));
      assertThat(relative.heapu().rows()).isEmpty();
      assertThat(relative.toString())
          .contains(", by class.")
          .contains("Difference of +3 objects")
          .endsWith("Unreachable: Difference of 0 objects. Total size = 0 bytes.");
      assertThat(before.relativeTo(after).heap().count()).isEqualTo(-3);
      assertThatThrownBy(() -> after.setref(before.heap()))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("this set is of another heap");
    }
  }

  @Test
  void aClosedHeapSaysSo(@TempDir Path elsewhere) {
    Heap closed = Heaps.of(elsewhere, d -> nodes(d, 1));
    closed.close();
    try (Heap heap = Heaps.of(directory, d -> nodes(d, 5))) {
      assertThatThrownBy(() -> heap.relativeTo(closed))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("this heap is closed");
      assertThatThrownBy(closed::setref).isInstanceOf(HeapException.class);
    }
  }
}
