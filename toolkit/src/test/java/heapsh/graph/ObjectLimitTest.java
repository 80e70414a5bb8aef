package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refuses a dump of more objects than indexes can name, before a column is allocated. */
class ObjectLimitTest {
  private static final int NODES = 2_000;
  private static final int CLASSES = 4;

  @TempDir Path directory;

  private Path dump(int step) {
    return Dump.write(
        directory.resolve("many.hprof"),
        d -> {
          Dump.Type node = d.newClass("Node").field("n", FieldType.INT);
          for (int i = 0; i < NODES; i++) {
            d.instanceAt(0x100000 + (long) step * i, node, i);
          }
        });
  }

  private HeapGraph open(Path dump, long most, List<String> phases) {
    Progress progress = (phase, done, total, unit) -> phases.add(phase);
    return NativeHeap.open(
        dump, new NativeOptions(directory, (graph, evidence) -> Graphs.LAYOUT, progress), most);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 13}) // aligned ids, and ids that a bitmap does not take
  void refusesOneObjectTooMany(int step) throws IOException {
    Path dump = dump(step);
    List<String> phases = new ArrayList<>();

    assertThatThrownBy(() -> open(dump, NODES + CLASSES - 1, phases))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("many.hprof: the dump holds more than 2003 objects")
        .hasMessageContaining("live objects only");
    assertThat(phases).doesNotContain("reading objects");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(dump);
    }
  }

  @Test
  void opensAsManyAsTheLimit() {
    try (HeapGraph graph = open(dump(16), NODES + CLASSES, new ArrayList<>())) {
      assertThat(graph.objectCount()).isEqualTo(NODES + CLASSES);
    }
  }
}
