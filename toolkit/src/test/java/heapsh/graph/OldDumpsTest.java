package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.OldDumps;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Opens dumps of JDK 6 to 11 from Eclipse MAT's test suite; the counts are of records in the files.
 */
class OldDumpsTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "sun_jdk6_18_x64.hprof, 1262, 13831, 3934, 9105, 1552",
    "oracle_jdk8_05_x64.hprof, 603, 7920, 1752, 4965, 569",
    "openjdk_jdk11_04_x64.hprof.gz, 1912, 129433, 8566, 48038, 1710",
    "sun_jdk6_30_x64_compressedOops.hprof, 376, 1453, 434, 2088, 471",
  })
  void countsEveryRecord(
      String name, int classes, int instances, int objectArrays, int primitiveArrays, int roots) {
    Path dump = OldDumps.find(name);
    NativeOptions options =
        new NativeOptions(scratch, (graph, evidence) -> Graphs.LAYOUT, Progress.NONE);
    try (HeapGraph graph = NativeHeap.open(dump, options)) {
      int[] found = new int[4];
      for (int i = 0; i < graph.objectCount(); i++) {
        HeapClass type = graph.heapClass(graph.classNumber(i));
        if (graph.representedClass(i) >= 0) {
          found[0]++;
        } else if (!type.isArray()) {
          found[1]++;
        } else {
          found[type.elementType() == heapsh.hprof.FieldType.OBJECT ? 2 : 3]++;
        }
      }
      assertThat(found).containsExactly(classes, instances, objectArrays, primitiveArrays);
      assertThat(graph.objectCount())
          .isEqualTo(classes + instances + objectArrays + primitiveArrays);
      assertThat(graph.roots().all().size()).isBetween(roots * 9 / 10, roots);
      checkClosed(graph);
    }
  }

  /** What a reachable object refers to is reachable, and retains no more than the whole. */
  private static void checkClosed(HeapGraph graph) {
    ReferenceCursor cursor = graph.outgoing();
    long total = 0;
    for (int i = 0; i < graph.objectCount(); i++) {
      total += graph.shallowBytes(i);
    }
    for (int i = 0; i < graph.objectCount(); i++) {
      assertThat(graph.dominators().retainedBytes(i)).isBetween(graph.shallowBytes(i), total);
      if (graph.roots().isRoot(i)) {
        assertThat(graph.isReachable(i)).isTrue();
      }
      cursor.moveTo(i);
      for (int t = cursor.next(); t >= 0; t = cursor.next()) {
        assertThat(!graph.isReachable(i) || graph.isReachable(t)).isTrue();
      }
    }
  }
}
