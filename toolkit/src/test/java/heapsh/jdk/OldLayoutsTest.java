package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.OldDumps;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds what is read from dumps of JDK 6, 8 and 11 against what the containers in them say of
 * themselves.
 */
class OldLayoutsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "sun_jdk6_18_x64.hprof, 500, 2000", "sun_jdk6_30_x64_compressedOops.hprof, 40, 200",
    "oracle_jdk8_05_x64.hprof, 150, 1500", "openjdk_jdk11_04_x64.hprof.gz, 2500, 90000"
  })
  void everyContainerHasAsManyContentsAsItCounts(
      String name, int atLeastContainers, int atLeastContents) {
    try (HeapGraph graph = open(name)) {
      Containers containers = JdkModel.of(graph).containers();
      ObjectReader reader = graph.reader();
      int found = 0;
      long all = 0;
      for (int index = 0; index < graph.objectCount(); index++) {
        if (containers.form(graph.classNumber(index)) == Form.NONE) {
          continue;
        }
        int[] contents = new int[1];
        containers.elements(reader, index, element -> contents[0]++);
        containers.entries(reader, index, (key, value) -> contents[0]++);
        int size = containers.size(reader, index);
        assertThat(size)
            .as(graph.heapClass(graph.classNumber(index)).name())
            .isIn(contents[0], Containers.UNKNOWN_SIZE);
        found++;
        all += contents[0];
      }
      assertThat(found).isGreaterThan(atLeastContainers);
      assertThat(all).isGreaterThan(atLeastContents);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sun_jdk6_18_x64.hprof",
    "sun_jdk6_30_x64_compressedOops.hprof",
    "oracle_jdk8_05_x64.hprof",
    "openjdk_jdk11_04_x64.hprof.gz"
  })
  void everyReachableObjectHasARelationAndEveryStringAText(String name) {
    try (HeapGraph graph = open(name)) {
      JdkModel model = JdkModel.of(graph);
      ObjectReader reader = graph.reader();
      Relations.Cursor cursor = model.relations().cursor(false);
      int readable = 0;
      for (int index = 0; index < graph.objectCount(); index++) {
        if (graph.isReachable(index)) {
          assertThat(cursor.moveTo(index)).isPositive();
        }
        String text = model.strings().text(reader, index, 50);
        if (text != null) {
          readable++;
          assertThat(text.length()).isEqualTo(Math.min(50, model.strings().length(reader, index)));
        }
      }
      assertThat(readable).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sun_jdk6_18_x64.hprof, java.util.HashMap$Entry",
    "sun_jdk6_18_x64.hprof, java.util.concurrent.ConcurrentHashMap$HashEntry",
    "oracle_jdk8_05_x64.hprof, java.util.HashMap$Node",
    "oracle_jdk8_05_x64.hprof, java.util.concurrent.ConcurrentSkipListMap$Node",
    "openjdk_jdk11_04_x64.hprof.gz, java.util.concurrent.ConcurrentHashMap$Node",
    "openjdk_jdk11_04_x64.hprof.gz, java.util.concurrent.LinkedTransferQueue$Node"
  })
  void reachableNodesBelongToContainers(String name, String nodeClass) {
    try (HeapGraph graph = open(name)) {
      Containers containers = JdkModel.of(graph).containers();
      int nodes = 0;
      int owned = 0;
      for (int index = 0; index < graph.objectCount(); index++) {
        if (graph.isReachable(index)
            && graph.heapClass(graph.classNumber(index)).name().equals(nodeClass)) {
          nodes++;
          owned += containers.owner(index) == Containers.NO_OWNER ? 0 : 1;
        }
      }
      assertThat(nodes).isPositive();
      assertThat(owned).isGreaterThanOrEqualTo(nodes * 99 / 100);
    }
  }

  private HeapGraph open(String name) {
    return SelfDump.open(OldDumps.find(name), directory);
  }
}
