package heapsh;

import static heapsh.hprof.FieldType.INT;
import static heapsh.hprof.FieldType.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts what works through many objects, as Ctrl-C does. */
class StopTest {
  private static final int OBJECTS = 10_000;

  @TempDir Path directory;
  @AutoClose private Heap heap;
  private long text;

  @BeforeEach
  void open() {
    heap = TestHeap.open(directory, this::content);
  }

  private void content(Dump d) {
    Dump.Type type = d.newClass("app.Item").field("count", INT).field("next", OBJECT);
    for (int k = 0; k < OBJECTS; k++) {
      d.root(d.instance(type, k, 0));
    }
    text = d.string("a".repeat(60) + "!");
    d.root(text);
  }

  @Test
  void stopsAndLeavesTheHeapUsable() {
    ObjectSet items = TestHeap.instances(heap, "app.Item");
    assertStops(() -> Where.filter(items, "size() > 5"));
    assertStops(() -> Where.filter(items, "count > 5"));
    assertStops(() -> FieldPath.values(items, "className()"));
    assertStops(() -> FieldPath.follow(items, "next"));
    assertThat(Where.filter(items, "count > 5").getCardinality()).isEqualTo(OBJECTS - 6);
  }

  @Test
  void stopsInsideOneSearchOfAPattern() {
    // Backtracks for hours: a group that is referred to again keeps the JDK from remembering.
    TextPattern slow = TextPattern.of("(a|aa)+\\1c$");
    String subject = TestHeap.at(heap, text).asString();
    assertStops(() -> slow.isIn(subject));
  }

  @Test
  void saysThatAPatternNestsTooDeep() {
    assertThatThrownBy(() -> TextPattern.of("(a|b)*c").isIn("ab".repeat(500_000)))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("nests too deep");
  }

  private static void assertStops(ThrowingCallable work) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(work).isInstanceOf(HeapException.class).hasMessage("stopped");
    Thread.interrupted();
  }
}
