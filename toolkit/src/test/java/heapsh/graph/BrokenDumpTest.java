package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import heapsh.hprof.HprofException;
import heapsh.hprof.Tags;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens damaged dumps: only the documented exception may come out, and nothing may stay behind. */
class BrokenDumpTest {
  @TempDir Path directory;
  private Path dump;

  @BeforeEach
  void writeGoodDump() {
    dump = Graphs.random(directory.resolve("good.hprof"), 7, 8);
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .allMatch(name -> name.endsWith(".hprof") || name.endsWith(".gz"));
    }
  }

  @Test
  void refusesWhatIsNoDump() throws IOException {
    Path text = Files.writeString(directory.resolve("text.hprof"), "hello, this is no dump at all");
    assertThatThrownBy(() -> Graphs.open(text))
        .isInstanceOf(HprofException.class)
        .hasMessageContaining("text.hprof: header at byte 0: not an HPROF heap dump");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.hprof"));
    assertThatThrownBy(() -> Graphs.open(empty)).hasMessageContaining("the file is empty");
  }

  @Test
  void refusesAMissingFileAndADirectory() {
    assertThatThrownBy(() -> Graphs.open(directory.resolve("nowhere.hprof")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(
            () ->
                NativeHeap.open(
                    directory,
                    new NativeOptions(
                        directory, (graph, evidence) -> Graphs.LAYOUT, Progress.NONE)))
        .hasMessageContaining("is a directory");
  }

  @Test
  void saysWhereATruncatedFileEnds() throws IOException {
    byte[] good = Files.readAllBytes(dump);
    for (int length = 1; length < good.length; length++) {
      Path cut = Files.write(directory.resolve("cut.hprof"), Arrays.copyOf(good, length));
      try (HeapGraph graph = Graphs.open(cut)) {
        // Cut between top-level records: only the end marker is gone, which older dumps lack as
        // well.
        assertThat(length).isEqualTo(good.length - 9);
        assertThat(graph.objectCount()).isPositive();
      } catch (HprofException e) {
        assertThat(e.offset()).as(e.getMessage()).isBetween(0L, (long) length);
        assertThat(e).hasMessageContaining(" at byte " + e.offset());
      }
    }
  }

  @Test
  void survivesFlippedBytes() throws IOException {
    byte[] good = Files.readAllBytes(dump);
    Random random = new Random(1);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      Path path = Files.write(directory.resolve("flipped.hprof"), bad);
      try (HeapGraph graph = Graphs.open(path)) {
        exercise(graph);
      } catch (HeapException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive().isLessThan(3000);
  }

  static void exercise(HeapGraph graph) {
    ReferenceCursor cursor = graph.incoming();
    DominatorTree tree = graph.dominators();
    for (int i = 0; i < graph.objectCount(); i++) {
      cursor.moveTo(i);
      while (cursor.next() >= 0) {
        assertThat(graph.isReachable(i)).isTrue();
      }
      assertThat(tree.retainedBytes(i)).isGreaterThanOrEqualTo(0);
      assertThat(graph.indexOf(graph.idOf(i))).isEqualTo(i);
    }
  }

  @Test
  void refusesLyingLengths() {
    Path instance =
        Dump.write(
            directory.resolve("instance.hprof"),
            d -> {
              Dump.Type type = d.newClass("A").field("x", FieldType.INT);
              d.instance(type, 1);
              raw(d, Tags.INSTANCE_DUMP, 0x9000, type.id, 0x7FFFFFFF);
            });
    assertThatThrownBy(() -> Graphs.open(instance))
        .isInstanceOf(HprofException.class)
        .hasMessageContaining("INSTANCE_DUMP at byte")
        .hasMessageContaining("it declares 2147483647 bytes of data");
    Path array =
        Dump.write(
            directory.resolve("array.hprof"),
            d -> raw(d, Tags.OBJECT_ARRAY_DUMP, 0x9000, -1, 0x1000));
    assertThatThrownBy(() -> Graphs.open(array))
        .hasMessageContaining("OBJECT_ARRAY_DUMP at byte")
        .hasMessageContaining("negative length");
  }

  /** Writes a record whose length field has no data behind it. */
  private static void raw(Dump d, int tag, long id, long second, int third) {
    try {
      d.writer().endSegment();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(tag);
      out.writeLong(id);
      out.writeInt(0);
      if (tag == Tags.INSTANCE_DUMP) {
        out.writeLong(second);
        out.writeInt(third);
      } else {
        out.writeInt((int) second);
        out.writeLong(third);
      }
      out.writeInt(0);
      d.writer().record(Tags.HEAP_DUMP_SEGMENT, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesFieldDataThatDoesNotFitTheClass() {
    Path path =
        Dump.write(
            directory.resolve("fit.hprof"),
            d -> {
              Dump.Type type = d.newClass("A").field("x", FieldType.INT);
              d.instance(type, 1);
              type.field("y", FieldType.LONG);
            });
    assertThatThrownBy(() -> Graphs.open(path))
        .hasMessageContaining("its class A has 12 bytes of fields, it has 4");
  }

  /** Returns the first root that is no class. */
  private static int rootInstance(HeapGraph graph) {
    return graph.roots().all().stream()
        .mapToInt(GcRoot::index)
        .filter(i -> graph.representedClass(i) < 0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsReferencesToNowhere() {
    Path path =
        Dump.write(
            directory.resolve("dangling.hprof"),
            d -> {
              Dump.Type type = d.newClass("A").field("x", FieldType.OBJECT);
              d.root(d.instance(type, 0xDEAD0));
            });
    try (HeapGraph graph = Graphs.open(path)) {
      assertThat(graph.info().warnings())
          .anySatisfy(w -> assertThat(w).startsWith("1 references name objects"));
      int index = rootInstance(graph);
      HeapField field = graph.heapClass(graph.classNumber(index)).fieldNamed("x");
      assertThat(graph.reader().reference(index, field)).isEqualTo(ObjectReader.DANGLING);
      assertThat(graph.reader().referenceId(index, field)).isEqualTo(0xDEAD0);
    }
  }

  @Test
  void opensInstancesOfAClassWithoutRecord() {
    Path path =
        Dump.write(
            directory.resolve("phantom.hprof"),
            d -> {
              Dump.Type ghost = d.newClass("app.Ghost").field("x", FieldType.INT).withoutRecord();
              d.root(d.instance(ghost, 5));
            });
    try (HeapGraph graph = Graphs.open(path)) {
      assertThat(graph.info().warnings())
          .anySatisfy(w -> assertThat(w).contains("no CLASS_DUMP, such as app.Ghost"));
    }
  }

  @Test
  void takesTheLastOfSeveralRecordsOfOneObject() {
    Path path =
        Dump.write(
            directory.resolve("twice.hprof"),
            d -> {
              Dump.Type type = d.newClass("A").field("x", FieldType.INT);
              long id = d.instance(type, 1);
              d.instance(type, 7);
              d.instanceAt(id, type, 2);
              d.root(id);
            });
    try (HeapGraph graph = Graphs.open(path)) {
      assertThat(graph.info().warnings())
          .anySatisfy(w -> assertThat(w).startsWith("1 records repeat an object"));
      int index = rootInstance(graph);
      HeapField field = graph.heapClass(graph.classNumber(index)).fieldNamed("x");
      assertThat(graph.reader().bits(index, field)).isEqualTo(2);
    }
  }

  @Test
  void refusesACircleOfSuperclasses() throws IOException {
    Path path = directory.resolve("circle.hprof");
    try (heapsh.hprof.HprofWriter writer =
        new heapsh.hprof.HprofWriter(
            Files.newOutputStream(path), "JAVA PROFILE 1.0.2", 8, java.time.Instant.EPOCH)) {
      writer.classDump(0x100, 0x200, 0, 0, List.of(), List.of());
      writer.classDump(0x200, 0x100, 0, 0, List.of(), List.of());
    }
    assertThatThrownBy(() -> Graphs.open(path))
        .isInstanceOf(HprofException.class)
        .hasMessageContaining("its own superclass");
  }

  @Test
  void saysThatAGzipFileIsCutOff() throws IOException {
    Path packed = directory.resolve("cut.hprof.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(dump));
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Graphs.open(packed))
        .isInstanceOf(HprofException.class)
        .hasMessageContaining("gzip data at byte")
        .hasMessageContaining("cut off");
  }
}
