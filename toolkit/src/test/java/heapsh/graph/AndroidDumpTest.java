package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.AndroidDump;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a dump as Android's runtime writes it: HPROF 1.0.3 with records of its own. */
class AndroidDumpTest {
  @TempDir Path directory;
  @AutoClose private HeapGraph graph;

  @BeforeEach
  void open() {
    graph = Graphs.open(AndroidDump.write(directory.resolve("android.hprof")));
  }

  @Test
  void knowsEveryKindOfRoot() {
    Set<RootKind> kinds =
        graph.roots().all().stream().map(GcRoot::kind).collect(Collectors.toSet());

    assertThat(kinds)
        .contains(
            RootKind.SYSTEM_CLASS,
            RootKind.INTERNED_STRING,
            RootKind.FINALIZING,
            RootKind.DEBUGGER,
            RootKind.REFERENCE_CLEANUP,
            RootKind.VM_INTERNAL,
            RootKind.JNI_MONITOR,
            RootKind.THREAD)
        .doesNotContain(RootKind.UNKNOWN);
  }

  @Test
  void whatIsMarkedUnreachableIsNoRoot() {
    int index = graph.indexOf(AndroidDump.UNREACHABLE);

    assertThat(index).isGreaterThanOrEqualTo(0);
    assertThat(graph.roots().isRoot(index)).isFalse();
    assertThat(graph.isReachable(index)).isFalse();
  }

  @Test
  void tellsTheHeapsApart() {
    assertThat(graph.info().heapNames()).contains("app", "zygote", "image").hasSize(3);
    assertThat(graph.info().format()).isEqualTo("JAVA PROFILE 1.0.3");
  }

  @Test
  void anArrayWithoutDataHasItsLengthAndSize() {
    int index = graph.indexOf(AndroidDump.WITHOUT_DATA);
    ObjectReader reader = graph.reader();

    assertThat(graph.heapClass(graph.classNumber(index)).name()).isEqualTo("char[]");
    assertThat(graph.shallowBytes(index)).isEqualTo(16 + 8L * 1000);
    assertThat(reader.arrayLength(index)).isEqualTo(1000);
    assertThat(reader.hasData(index)).isFalse();
    assertThat(reader.arrayBytes(index, 0, 10)).isEmpty();
    assertThatThrownBy(() -> reader.elementBits(index, 0))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("but not its elements");
    assertThat(graph.info().warnings())
        .isEqualTo(
            List.of("1 primitive arrays stand in the dump without their elements (Android)"));
  }

  @Test
  void takesNamesWithDots() {
    int index = graph.indexOf(AndroidDump.ACTIVITY);

    assertThat(graph.heapClass(graph.classNumber(index)).name()).isEqualTo("app.MainActivity");
  }
}
