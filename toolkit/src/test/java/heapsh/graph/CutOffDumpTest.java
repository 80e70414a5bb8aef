package heapsh.graph;

import static heapsh.graph.DumpRecords.segments;
import static heapsh.graph.DumpRecords.wholeBefore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import heapsh.hprof.HprofException;
import heapsh.hprof.Losses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens dumps whose end is missing. The oracle is where records end in the whole dump. */
class CutOffDumpTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1.0.1", "1.0.2"})
  void aDumpCutOffAtAnyByteHasTheObjectsWhoseRecordsAreWhole(String version) throws IOException {
    for (long seed = 20; seed < 22; seed++) {
      Path dump = directory.resolve("good.hprof");
      writeGraph(dump, version, seed);
      byte[] good = Files.readAllBytes(dump);
      List<DumpRecords.Record> records = DumpRecords.of(dump);
      long firstHeapRecord = segments(dump).get(0).start();
      for (int length = 1; length < good.length; length++) {
        Path cut = Files.write(directory.resolve("cut.hprof"), Arrays.copyOf(good, length));
        if (length < firstHeapRecord) {
          assertThatThrownBy(() -> Graphs.salvage(cut))
              .as("cut at " + length)
              .isInstanceOf(HprofException.class);
          continue;
        }
        try (HeapGraph graph = Graphs.salvage(cut)) {
          assertThat(Graphs.ids(graph))
              .as("cut at " + length)
              .isEqualTo(wholeBefore(records, length));
          Losses losses = graph.info().losses();
          boolean atTheEndMark = length == good.length;
          assertThat(losses.any()).as("cut at " + length).isEqualTo(!atTheEndMark);
          assertThat(losses.readBytes() + losses.lostBytes()).isEqualTo(length);
          assertThat(graph.info().warnings().get(0)).startsWith("salvaged: every result rests");
        }
      }
    }
  }

  private static void writeGraph(Path path, String version, long seed) {
    Random random = new Random(seed);
    Dump.write(
        path,
        "JAVA PROFILE " + version,
        seed % 2 == 0 ? 8 : 4,
        d -> {
          Dump.Type node =
              d.newClass("Node").field("next", FieldType.OBJECT).field("n", FieldType.INT);
          long previous = 0;
          for (int i = 0; i < 10; i++) {
            previous =
                random.nextBoolean()
                    ? d.instance(node, previous, i)
                    : d.array(previous, d.string("text " + i));
            if (random.nextInt(3) == 0) {
              d.root(previous);
            }
          }
        });
  }

  @Test
  void saysThatTheEndMarkIsMissing() throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("end.hprof"));
    byte[] bytes = Files.readAllBytes(dump);
    Files.write(dump, Arrays.copyOf(bytes, bytes.length - DumpRecords.HEADER));

    try (HeapGraph plain = Graphs.open(dump);
        HeapGraph salvaged = Graphs.salvage(dump)) {
      assertThat(plain.info().warnings())
          .anySatisfy(w -> assertThat(w).startsWith("HEAP_DUMP_END is missing"));
      assertThat(salvaged.info().losses().any()).isTrue();
      assertThat(Snapshot.of(salvaged)).isEqualTo(Snapshot.of(plain));
    }
  }

  @Test
  void aGzipFileCutOffAnywhereHasWhatCanBeUnpacked() throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("plain.hprof"));
    List<DumpRecords.Record> records = DumpRecords.of(dump);
    byte[] packed = gzip(Files.readAllBytes(dump));
    int before = 0;
    for (int length = 20; length < packed.length; length += 7) {
      Path cut = Files.write(directory.resolve("cut.hprof.gz"), Arrays.copyOf(packed, length));
      assertThatThrownBy(() -> Graphs.open(cut))
          .hasMessageEndingWith("; open(path, salvage) opens what is readable");
      try (HeapGraph graph = Graphs.salvage(cut)) {
        long end = graph.info().losses().fileBytes();
        assertThat(Graphs.ids(graph)).isEqualTo(wholeBefore(records, end));
        assertThat(graph.info().losses().any()).isTrue();
        assertThat(graph.objectCount()).isGreaterThanOrEqualTo(before);
        before = graph.objectCount();
      } catch (HprofException e) {
        assertThat(before).isZero();
      }
    }
    assertThat(before).isPositive();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
