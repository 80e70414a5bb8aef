package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heapsh.HeapException;
import heapsh.fixtures.Dump;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.FieldType;
import heapsh.hprof.HprofException;
import heapsh.hprof.HprofWriter;
import heapsh.hprof.Losses;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens what is readable of damaged dumps. The oracle is where records end in the whole dump. */
class SalvageTest {
  private static final int HEADER = 9;

  @TempDir Path directory;

  /** Says where an object's record ends. */
  private record Record(long id, long start, long end) {}

  private static HeapGraph salvage(Path dump) {
    return NativeHeap.open(
        dump,
        new NativeOptions(
            dump.toAbsolutePath().getParent(),
            (graph, evidence) -> Graphs.LAYOUT,
            Progress.NONE,
            true));
  }

  private static Set<Long> ids(HeapGraph graph) {
    Set<Long> ids = new TreeSet<>();
    for (int i = 0; i < graph.objectCount(); i++) {
      ids.add(graph.idOf(i));
    }
    return ids;
  }

  private static List<Segment> segments(Path dump) throws IOException {
    try (DumpFile file = DumpFile.open(dump)) {
      return CatalogReader.read(file, at -> {}).dumps().get(0);
    }
  }

  /** Lists the object records of a whole dump. */
  private static List<Record> records(Path dump) throws IOException {
    List<Record> all = new ArrayList<>();
    try (DumpFile file = DumpFile.open(dump)) {
      int idBytes = CatalogReader.read(file, at -> {}).idBytes();
      SubRecords walk = new SubRecords(file, idBytes);
      for (Segment segment : segments(dump)) {
        walk.moveTo(segment);
        long id = 0;
        long start = -1;
        while (walk.next()) {
          if (start >= 0) {
            all.add(new Record(id, start, walk.position()));
          }
          boolean object = walk.tag() >= Tags.CLASS_DUMP && walk.tag() <= Tags.PRIMITIVE_ARRAY_DUMP;
          id = walk.id();
          start = object ? walk.position() : -1;
        }
        if (start >= 0) {
          all.add(new Record(id, start, segment.end()));
        }
      }
    }
    return all;
  }

  private static Set<Long> wholeBefore(List<Record> records, long end) {
    Set<Long> ids = new TreeSet<>();
    records.stream().filter(r -> r.end() <= end).forEach(r -> ids.add(r.id()));
    return ids;
  }

  /** Writes five segments of eleven chained nodes each, and names before them. */
  private Path fiveSegments(String name) {
    return Dump.write(
        directory.resolve(name),
        d -> {
          Dump.Type node =
              d.newClass("Node").field("next", FieldType.OBJECT).field("n", FieldType.INT);
          long previous = 0;
          for (int segment = 0; segment < 5; segment++) {
            for (int i = 0; i < 11; i++) {
              previous = d.instance(node, previous, i);
            }
            d.root(previous);
            endSegment(d);
          }
        });
  }

  private static void endSegment(Dump d) {
    try {
      d.writer().endSegment();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWholeDumpOpensAsWithoutIt() {
    for (long seed = 0; seed < 300; seed++) {
      int idBytes = seed % 2 == 0 ? 8 : 4;
      Path dump = Graphs.random(directory.resolve("whole.hprof"), seed, idBytes);
      try (HeapGraph plain = Graphs.open(dump);
          HeapGraph salvaged = salvage(dump)) {
        assertThat(Snapshot.of(salvaged)).isEqualTo(Snapshot.of(plain));
        assertThat(salvaged.info().losses().any()).isFalse();
        assertThat(salvaged.info().warnings()).isEqualTo(plain.info().warnings());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun_jdk6_18_x64.hprof",
        "oracle_jdk8_05_x64.hprof",
        "openjdk_jdk11_04_x64.hprof.gz",
        "sun_jdk6_30_x64_compressedOops.hprof"
      })
  void anOldDumpOpensAsWithoutIt(String name) {
    Path dump = Path.of("..", "..", "shared", "dumps", name);
    assumeTrue(Files.exists(dump), "the folder of old dumps is not here: " + dump);
    NativeOptions options =
        new NativeOptions(directory, (graph, evidence) -> Graphs.LAYOUT, Progress.NONE);
    NativeOptions salvage =
        new NativeOptions(directory, (graph, evidence) -> Graphs.LAYOUT, Progress.NONE, true);
    try (HeapGraph plain = NativeHeap.open(dump, options);
        HeapGraph salvaged = NativeHeap.open(dump, salvage)) {
      assertThat(Snapshot.of(salvaged)).isEqualTo(Snapshot.of(plain));
      assertThat(salvaged.info().losses().any()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.1", "1.0.2"})
  void aDumpCutOffAtAnyByteHasTheObjectsWhoseRecordsAreWhole(String version) throws IOException {
    for (long seed = 20; seed < 22; seed++) {
      Path dump = directory.resolve("good.hprof");
      writeGraph(dump, version, seed);
      byte[] good = Files.readAllBytes(dump);
      List<Record> records = records(dump);
      long firstHeapRecord = segments(dump).get(0).start();
      for (int length = 1; length < good.length; length++) {
        Path cut = Files.write(directory.resolve("cut.hprof"), Arrays.copyOf(good, length));
        if (length < firstHeapRecord) {
          assertThatThrownBy(() -> salvage(cut))
              .as("cut at " + length)
              .isInstanceOf(HprofException.class);
          continue;
        }
        try (HeapGraph graph = salvage(cut)) {
          assertThat(ids(graph)).as("cut at " + length).isEqualTo(wholeBefore(records, length));
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
  void losesTheRestOfASegmentWithADamagedRecord() throws IOException {
    Path dump = fiveSegments("damaged.hprof");
    List<Record> records = records(dump);
    byte[] bytes = Files.readAllBytes(dump);
    Segment third = segments(dump).get(2);
    List<Record> inside = inside(records, third);
    Record damaged = inside.get(4);
    bytes[(int) damaged.start()] = 0x66;
    Files.write(dump, bytes);

    assertThatThrownBy(() -> Graphs.open(dump))
        .isInstanceOf(HprofException.class)
        .hasMessageContaining("at byte " + damaged.start())
        .hasMessageEndingWith("; open(path, salvage) opens what is readable");
    try (HeapGraph graph = salvage(dump)) {
      Set<Long> expected = new TreeSet<>();
      records.forEach(r -> expected.add(r.id()));
      inside.subList(4, inside.size()).forEach(r -> expected.remove(r.id()));
      assertThat(ids(graph)).isEqualTo(expected);
      Losses losses = graph.info().losses();
      assertThat(losses.lostBytes()).isEqualTo(third.end() - damaged.start());
      assertThat(losses.first().get(0).offset()).isEqualTo(damaged.start());
      assertThat(losses.dangling()).isEqualTo(1); // the next segment's first node names a lost one
    }
  }

  private static List<Record> inside(List<Record> records, Segment segment) {
    return records.stream()
        .filter(r -> r.start() >= segment.start() && r.start() < segment.end())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 37, 500, 1 << 20, Integer.MAX_VALUE, -1})
  void followsTheRecordsWhereASegmentsLengthIsTooLarge(int more) throws IOException {
    Path dump = fiveSegments("long.hprof");
    List<Record> records = records(dump);
    Segment second = segments(dump).get(1);
    byte[] bytes = Files.readAllBytes(dump);
    int length = more < 0 ? -1 : (int) Math.min(Integer.MAX_VALUE, second.bytes() + more);
    ByteBuffer.wrap(bytes).putInt((int) second.start() - 4, length);
    Files.write(dump, bytes);

    try (HeapGraph graph = salvage(dump)) {
      assertThat(ids(graph))
          .as(graph.info().losses().toString())
          .isEqualTo(wholeBefore(records, Long.MAX_VALUE));
      assertThat(graph.info().losses().any()).isTrue();
      assertThat(graph.info().losses().lostBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 200, 350})
  void followsTheRecordsWhereASegmentsLengthIsTooSmall(int less) throws IOException {
    Path dump = fiveSegments("short.hprof");
    List<Record> records = records(dump);
    Segment second = segments(dump).get(1);
    byte[] bytes = Files.readAllBytes(dump);
    ByteBuffer.wrap(bytes).putInt((int) second.start() - 4, (int) second.bytes() - less);
    Files.write(dump, bytes);

    try (HeapGraph graph = salvage(dump)) {
      assertThat(ids(graph)).isEqualTo(wholeBefore(records, Long.MAX_VALUE));
      assertThat(graph.info().losses().any()).isTrue();
    }
  }

  @Test
  void findsTheNextSegmentBehindADestroyedHeader() throws IOException {
    Path dump = fiveSegments("header.hprof");
    List<Record> records = records(dump);
    Segment second = segments(dump).get(1);
    byte[] bytes = Files.readAllBytes(dump);
    Arrays.fill(bytes, (int) second.start() - HEADER, (int) second.start(), (byte) 0x77);
    Files.write(dump, bytes);

    try (HeapGraph graph = salvage(dump)) {
      Set<Long> expected = wholeBefore(records, Long.MAX_VALUE);
      inside(records, second).forEach(r -> expected.remove(r.id()));
      assertThat(ids(graph)).isEqualTo(expected);
      assertThat(graph.info().losses().lostBytes()).isEqualTo(second.bytes() + HEADER);
    }
  }

  @Test
  void losesTwoNamesToADestroyedNameRecord() throws IOException {
    Path dump = fiveSegments("name.hprof");
    Set<Long> all = wholeBefore(records(dump), Long.MAX_VALUE);
    byte[] bytes = Files.readAllBytes(dump);
    // Of two names with no sound header between them it cannot be told which one is damaged.
    int nameAndTheOneBefore = HEADER + 8 + "Node".length() + HEADER + 8 + "coder".length();
    int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Node");
    ByteBuffer.wrap(bytes).putInt(name - 12, -1); // the length of its record
    Files.write(dump, bytes);

    try (HeapGraph graph = salvage(dump)) {
      assertThat(ids(graph)).isEqualTo(all);
      assertThat(graph.info().losses().count()).isEqualTo(1);
      assertThat(graph.info().losses().lostBytes()).isEqualTo(nameAndTheOneBefore);
    }
  }

  @Test
  void saysThatTheEndMarkIsMissing() throws IOException {
    Path dump = fiveSegments("end.hprof");
    byte[] bytes = Files.readAllBytes(dump);
    Files.write(dump, Arrays.copyOf(bytes, bytes.length - HEADER));

    try (HeapGraph plain = Graphs.open(dump);
        HeapGraph salvaged = salvage(dump)) {
      assertThat(plain.info().warnings())
          .anySatisfy(w -> assertThat(w).startsWith("HEAP_DUMP_END is missing"));
      assertThat(salvaged.info().losses().any()).isTrue();
      assertThat(Snapshot.of(salvaged)).isEqualTo(Snapshot.of(plain));
    }
  }

  @Test
  void keepsObjectsWhoseDataDoNotFitTheirClass() {
    Path dump =
        Dump.write(
            directory.resolve("fit.hprof"),
            d -> {
              Dump.Type type = d.newClass("A").field("x", FieldType.OBJECT);
              d.root(d.instance(type, d.instance(type, 0)));
              type.field("y", FieldType.LONG);
              d.instance(type, 0, 7);
            });
    try (HeapGraph graph = salvage(dump)) {
      assertThat(graph.info().losses().contradicting()).isEqualTo(2);
      assertThat(graph.info().losses().any()).isTrue();
      assertThat(Snapshot.of(graph).values())
          .filteredOn(text -> text.startsWith("A (damaged record)"))
          .hasSize(2)
          .allMatch(text -> text.endsWith("[]"));
    }
  }

  @Test
  void cutsACircleOfSuperclasses() throws IOException {
    Path path = directory.resolve("circle.hprof");
    try (HprofWriter writer =
        new HprofWriter(Files.newOutputStream(path), "JAVA PROFILE 1.0.2", 8, Instant.EPOCH)) {
      writer.classDump(0x100, 0x200, 0, 0, List.of(), List.of());
      writer.classDump(0x200, 0x100, 0, 0, List.of(), List.of());
      writer.classDump(0x300, 0x100, 0, 0, List.of(), List.of());
      writer.classDump(0x400, 0x400, 0, 0, List.of(), List.of());
    }
    try (HeapGraph graph = salvage(path)) {
      assertThat(graph.objectCount()).isEqualTo(4);
      assertThat(graph.info().losses().any()).isTrue();
    }
  }

  @Test
  void aGzipFileCutOffAnywhereHasWhatCanBeUnpacked() throws IOException {
    Path dump = fiveSegments("plain.hprof");
    List<Record> records = records(dump);
    byte[] packed = gzip(Files.readAllBytes(dump));
    int before = 0;
    for (int length = 20; length < packed.length; length += 7) {
      Path cut = Files.write(directory.resolve("cut.hprof.gz"), Arrays.copyOf(packed, length));
      assertThatThrownBy(() -> Graphs.open(cut))
          .hasMessageEndingWith("; open(path, salvage) opens what is readable");
      try (HeapGraph graph = salvage(cut)) {
        long end = graph.info().losses().fileBytes();
        assertThat(ids(graph)).isEqualTo(wholeBefore(records, end));
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

  @Test
  void survivesFlippedBytes() throws IOException {
    byte[] good = Files.readAllBytes(fiveSegments("flip.hprof"));
    byte[] random = Files.readAllBytes(Graphs.random(directory.resolve("random.hprof"), 7, 8));
    Random dice = new Random(3);
    int opened = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] bad = (round % 2 == 0 ? good : random).clone();
      for (int flips = 1 + dice.nextInt(4); flips > 0; flips--) {
        bad[dice.nextInt(bad.length)] = (byte) dice.nextInt(256);
      }
      Path path = Files.write(directory.resolve("flipped.hprof"), bad);
      try (HeapGraph graph = salvage(path)) {
        BrokenDumpTest.exercise(graph);
        opened++;
      } catch (HprofException e) {
        assertThat(e.offset())
            .as(e.getMessage())
            .isLessThan(64); // only a broken header is hopeless
      }
    }
    assertThat(opened).isGreaterThan(800);
  }

  @Test
  void opensADumpOfNothingButHostileHeaders() throws IOException {
    ByteBuffer hostile = ByteBuffer.allocate(1 << 20);
    hostile.put("JAVA PROFILE 1.0.2\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    hostile.putInt(8).putLong(0);
    Random random = new Random(5);
    int[] tags = {0x01, 0x02, 0x05, 0x0C, 0x1C, 0x2C, 0x21, 0x22};
    while (hostile.remaining() > HEADER) {
      hostile.put((byte) tags[random.nextInt(tags.length)]);
      hostile.putInt(0).putInt(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(64));
    }
    Path path = Files.write(directory.resolve("hostile.hprof"), hostile.array());
    try (HeapGraph graph = salvage(path)) {
      assertThat(graph.info().losses().any()).isTrue();
    } catch (HeapException e) {
      assertThat(e).isInstanceOf(HprofException.class);
    }
  }
}
