package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.hprof.Catalog;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.FieldType;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the same heap in every form that HotSpot has written. */
class FormatTest {
  @TempDir Path directory;

  private static void content(Dump d) {
    Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT).field("n", FieldType.INT);
    long previous = 0;
    for (int i = 0; i < 500; i++) {
      previous = d.instance(node, previous, i);
    }
    d.root(d.array(previous, d.string("hello")));
  }

  private Path write(String name, String format, int idBytes) {
    return Dump.write(directory.resolve(name), format, idBytes, FormatTest::content);
  }

  /** Counts objects and sums up what they retain, with the objects' places as weights. */
  private static List<Long> signature(Path path) {
    try (HeapGraph graph = Graphs.open(path)) {
      long sum = 0;
      for (int i = 0; i < graph.objectCount(); i++) {
        String type = graph.heapClass(graph.classNumber(i)).name();
        sum = 31 * sum + type.hashCode() + graph.dominators().retainedBytes(i);
      }
      return List.of((long) graph.objectCount(), graph.reachable().getLongCardinality(), sum);
    }
  }

  @Test
  void readsEveryVersionAndIdSize() {
    List<Long> expected = signature(write("a.hprof", "JAVA PROFILE 1.0.2", 8));
    assertThat(signature(write("b.hprof", "JAVA PROFILE 1.0.1", 8))).isEqualTo(expected);
    assertThat(signature(write("c.hprof", "JAVA PROFILE 1.0.2", 4))).isEqualTo(expected);
    assertThat(signature(write("d.hprof", "JAVA PROFILE 1.0.1", 4))).isEqualTo(expected);
  }

  @Test
  void readsGzipInOneMemberAndInBlocks() throws IOException {
    Path plain = write("a.hprof", "JAVA PROFILE 1.0.2", 8);
    byte[] bytes = Files.readAllBytes(plain);
    Path one = Files.write(directory.resolve("one.hprof.gz"), gzip(bytes));
    assertThat(signature(one)).isEqualTo(signature(plain));
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += 1000) {
      blocks.write(gzip(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1000))));
    }
    Path many = Files.write(directory.resolve("many.hprof.gz"), blocks.toByteArray());
    assertThat(signature(many)).isEqualTo(signature(plain));
    try (var files = Files.list(directory)) {
      assertThat(files.filter(f -> f.getFileName().toString().startsWith("heapsh-"))).isEmpty();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void takesLengthZeroAsTheRestOfTheFile() throws IOException {
    Path path = write("zero.hprof", "JAVA PROFILE 1.0.1", 8);
    List<Long> expected = signature(path);
    try (DumpFile file = DumpFile.open(path)) {
      List<Segment> segments = CatalogReader.read(file, at -> {}).dumps().get(0);
      assertThat(segments.get(0).end()).isEqualTo(file.size());
      byte[] bytes = Files.readAllBytes(path);
      ByteBuffer.wrap(bytes).putInt((int) segments.get(0).start() - 4, 0);
      Files.write(path, bytes);
    }
    assertThat(signature(path)).isEqualTo(expected);
  }

  @Test
  void opensTheFirstOfSeveralHeapDumps() {
    Path path =
        Dump.write(
            directory.resolve("two.hprof"),
            "JAVA PROFILE 1.0.2",
            8,
            d -> {
              content(d);
              try {
                d.writer().record(Tags.HEAP_DUMP_END, new byte[0]);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              d.array();
            });
    try (HeapGraph graph = Graphs.open(path)) {
      assertThat(graph.info().warnings())
          .anySatisfy(w -> assertThat(w).contains("holds 2 heap dumps; this is the first"));
    }
  }

  @Test
  void cutsLongSegmentsAtRecords() throws IOException {
    Path path = write("long.hprof", "JAVA PROFILE 1.0.1", 8);
    try (DumpFile file = DumpFile.open(path)) {
      Catalog catalog = CatalogReader.read(file, at -> {});
      List<Segment> whole = catalog.dumps().get(0);
      List<Segment> parts = SegmentWork.cut(file, 8, whole, 1000, 777);
      assertThat(parts).hasSizeGreaterThan(10);
      assertThat(ids(file, parts)).isEqualTo(ids(file, whole)).hasSizeGreaterThan(500);
    }
  }

  private static List<Long> ids(DumpFile file, List<Segment> segments) {
    List<Long> ids = new ArrayList<>();
    SubRecords records = new SubRecords(file, 8);
    for (Segment segment : segments) {
      records.moveTo(segment);
      while (records.next()) {
        ids.add(records.id());
      }
    }
    return ids;
  }
}
