package heapsh.graph;

import static heapsh.graph.DumpRecords.inside;
import static heapsh.graph.DumpRecords.segments;
import static heapsh.graph.DumpRecords.wholeBefore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heapsh.HeapException;
import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import heapsh.hprof.HprofException;
import heapsh.hprof.HprofWriter;
import heapsh.hprof.Losses;
import heapsh.hprof.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens what is readable of damaged dumps. The oracle is where records end in the whole dump. */
class SalvageTest {
  @TempDir Path directory;

  @Test
  void aWholeDumpOpensAsWithoutIt() {
    for (long seed = 0; seed < 300; seed++) {
      int idBytes = seed % 2 == 0 ? 8 : 4;
      Path dump = Graphs.random(directory.resolve("whole.hprof"), seed, idBytes);
      try (HeapGraph plain = Graphs.open(dump);
          HeapGraph salvaged = Graphs.salvage(dump)) {
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

  @Test
  void losesTheRestOfASegmentWithADamagedRecord() throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("damaged.hprof"));
    List<DumpRecords.Record> records = DumpRecords.of(dump);
    byte[] bytes = Files.readAllBytes(dump);
    Segment third = segments(dump).get(2);
    List<DumpRecords.Record> inside = inside(records, third);
    DumpRecords.Record damaged = inside.get(4);
    bytes[(int) damaged.start()] = 0x66;
    Files.write(dump, bytes);

    assertThatThrownBy(() -> Graphs.open(dump))
        .isInstanceOf(HprofException.class)
        .hasMessageContaining("at byte " + damaged.start())
        .hasMessageEndingWith("; open(path, salvage) opens what is readable");
    try (HeapGraph graph = Graphs.salvage(dump)) {
      Set<Long> expected = new TreeSet<>();
      records.forEach(r -> expected.add(r.id()));
      inside.subList(4, inside.size()).forEach(r -> expected.remove(r.id()));
      assertThat(Graphs.ids(graph)).isEqualTo(expected);
      Losses losses = graph.info().losses();
      assertThat(losses.lostBytes()).isEqualTo(third.end() - damaged.start());
      assertThat(losses.first().get(0).offset()).isEqualTo(damaged.start());
      assertThat(losses.dangling()).isEqualTo(1); // the next segment's first node names a lost one
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 37, 500, 1 << 20, Integer.MAX_VALUE, -1})
  void followsTheRecordsWhereASegmentsLengthIsTooLarge(int more) throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("long.hprof"));
    List<DumpRecords.Record> records = DumpRecords.of(dump);
    Segment second = segments(dump).get(1);
    byte[] bytes = Files.readAllBytes(dump);
    int length = more < 0 ? -1 : (int) Math.min(Integer.MAX_VALUE, second.bytes() + more);
    ByteBuffer.wrap(bytes).putInt((int) second.start() - 4, length);
    Files.write(dump, bytes);

    try (HeapGraph graph = Graphs.salvage(dump)) {
      assertThat(Graphs.ids(graph))
          .as(graph.info().losses().toString())
          .isEqualTo(wholeBefore(records, Long.MAX_VALUE));
      assertThat(graph.info().losses().any()).isTrue();
      assertThat(graph.info().losses().lostBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 200, 350})
  void followsTheRecordsWhereASegmentsLengthIsTooSmall(int less) throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("short.hprof"));
    List<DumpRecords.Record> records = DumpRecords.of(dump);
    Segment second = segments(dump).get(1);
    byte[] bytes = Files.readAllBytes(dump);
    ByteBuffer.wrap(bytes).putInt((int) second.start() - 4, (int) second.bytes() - less);
    Files.write(dump, bytes);

    try (HeapGraph graph = Graphs.salvage(dump)) {
      assertThat(Graphs.ids(graph)).isEqualTo(wholeBefore(records, Long.MAX_VALUE));
      assertThat(graph.info().losses().any()).isTrue();
    }
  }

  @Test
  void findsTheNextSegmentBehindADestroyedHeader() throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("header.hprof"));
    List<DumpRecords.Record> records = DumpRecords.of(dump);
    Segment second = segments(dump).get(1);
    byte[] bytes = Files.readAllBytes(dump);
    Arrays.fill(
        bytes, (int) second.start() - DumpRecords.HEADER, (int) second.start(), (byte) 0x77);
    Files.write(dump, bytes);

    try (HeapGraph graph = Graphs.salvage(dump)) {
      Set<Long> expected = wholeBefore(records, Long.MAX_VALUE);
      inside(records, second).forEach(r -> expected.remove(r.id()));
      assertThat(Graphs.ids(graph)).isEqualTo(expected);
      assertThat(graph.info().losses().lostBytes()).isEqualTo(second.bytes() + DumpRecords.HEADER);
    }
  }

  @Test
  void losesTwoNamesToADestroyedNameRecord() throws IOException {
    Path dump = DumpRecords.fiveSegments(directory.resolve("name.hprof"));
    Set<Long> all = wholeBefore(DumpRecords.of(dump), Long.MAX_VALUE);
    byte[] bytes = Files.readAllBytes(dump);
    // Of two names with no sound header between them it cannot be told which one is damaged.
    int nameAndTheOneBefore =
        DumpRecords.HEADER + 8 + "Node".length() + DumpRecords.HEADER + 8 + "coder".length();
    int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Node");
    ByteBuffer.wrap(bytes).putInt(name - 12, -1); // the length of its record
    Files.write(dump, bytes);

    try (HeapGraph graph = Graphs.salvage(dump)) {
      assertThat(Graphs.ids(graph)).isEqualTo(all);
      assertThat(graph.info().losses().count()).isEqualTo(1);
      assertThat(graph.info().losses().lostBytes()).isEqualTo(nameAndTheOneBefore);
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
    try (HeapGraph graph = Graphs.salvage(dump)) {
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
    try (HeapGraph graph = Graphs.salvage(path)) {
      assertThat(graph.objectCount()).isEqualTo(4);
      assertThat(graph.info().losses().any()).isTrue();
    }
  }

  @Test
  void survivesFlippedBytes() throws IOException {
    byte[] good = Files.readAllBytes(DumpRecords.fiveSegments(directory.resolve("flip.hprof")));
    byte[] random = Files.readAllBytes(Graphs.random(directory.resolve("random.hprof"), 7, 8));
    Random dice = new Random(3);
    int opened = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] bad = (round % 2 == 0 ? good : random).clone();
      for (int flips = 1 + dice.nextInt(4); flips > 0; flips--) {
        bad[dice.nextInt(bad.length)] = (byte) dice.nextInt(256);
      }
      Path path = Files.write(directory.resolve("flipped.hprof"), bad);
      try (HeapGraph graph = Graphs.salvage(path)) {
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
    while (hostile.remaining() > DumpRecords.HEADER) {
      hostile.put((byte) tags[random.nextInt(tags.length)]);
      hostile.putInt(0).putInt(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(64));
    }
    Path path = Files.write(directory.resolve("hostile.hprof"), hostile.array());
    try (HeapGraph graph = Graphs.salvage(path)) {
      assertThat(graph.info().losses().any()).isTrue();
    } catch (HeapException e) {
      assertThat(e).isInstanceOf(HprofException.class);
    }
  }
}
