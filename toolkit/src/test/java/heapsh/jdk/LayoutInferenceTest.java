package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.fixtures.OldDumps;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.LayoutEvidence;
import heapsh.graph.NativeHeap;
import heapsh.graph.NativeOptions;
import heapsh.graph.ObjectReader;
import heapsh.graph.Progress;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds the layout by which the objects of a heap were placed. */
class LayoutInferenceTest {
  private static final List<FieldType> TYPES = List.of(FieldType.values());
  private static final int CLASSES = 60;

  @TempDir Path directory;

  static Stream<LayoutRules> layouts() {
    return Stream.of(4, 8).flatMap(word -> LayoutRules.known(word, 16).stream());
  }

  /** Writes a heap whose objects stand one behind the other as these rules place them. */
  private static final class PlacedHeap {
    private final LayoutRules rules;
    private final Random random = new Random(7);
    private final FieldPacking packing;
    private final List<List<FieldType>> fieldsOf = new ArrayList<>();
    private final List<Dump.Type> types = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private long next = 0x10_0000;

    PlacedHeap(LayoutRules rules) {
      this.rules = rules;
      packing = new FieldPacking(rules);
    }

    void write(Dump d) {
      for (int k = 0; k < CLASSES; k++) {
        addClass(d, k);
      }
      place(d, 256);
      d.type("[Ljava.lang.Object;");
      for (int round = 0; round < 3; round++) {
        for (int k = 0; k < CLASSES; k++) {
          place(d, bytes(k));
          d.instance(types.get(k), new long[values(k)]);
        }
      }
      for (int length = 0; length < 30; length++) {
        place(d, rules.arrayBytes(FieldType.BYTE, length));
        d.bytes(new byte[length]);
        place(d, rules.arrayBytes(FieldType.OBJECT, length));
        d.array(new long[length]);
      }
      place(d, 16);
      d.bytes();
    }

    private void place(Dump d, long bytes) {
      d.idsFrom(next);
      next += bytes;
    }

    /** Two classes of three are below one that was added before. */
    private void addClass(Dump d, int k) {
      place(d, 256);
      int parent = k % 3 == 0 ? -1 : random.nextInt(k);
      Dump.Type type = parent < 0 ? d.newClass("C" + k) : d.newClass("C" + k, types.get(parent));
      parents.add(parent);
      List<FieldType> own = new ArrayList<>();
      for (int count = random.nextInt(6); count > 0; count--) {
        FieldType fieldType = TYPES.get(random.nextInt(TYPES.size()));
        own.add(fieldType);
        type.field("f" + own.size(), fieldType);
      }
      fieldsOf.add(own);
      types.add(type);
    }

    private int values(int k) {
      int count = 0;
      for (int n = k; n >= 0; n = parents.get(n)) {
        count += fieldsOf.get(n).size();
      }
      return count;
    }

    private long bytes(int k) {
      packing.start(rules.headerBytes());
      List<Integer> chain = new ArrayList<>();
      for (int n = k; n >= 0; n = parents.get(n)) {
        chain.add(0, n);
      }
      for (int n : chain) {
        ClassFields fields = new ClassFields(false, false);
        fieldsOf.get(n).forEach(fields.plain::add);
        packing.add(fields);
      }
      return rules.aligned(packing.end());
    }
  }

  private HeapGraph open(Path dump, Set<LayoutTerm> asked) {
    return NativeHeap.open(
        dump,
        new NativeOptions(
            directory,
            (graph, evidence) -> LayoutInference.choose(graph, evidence, asked),
            Progress.NONE));
  }

  private Path placed(LayoutRules rules) {
    return Dump.write(
        directory.resolve("placed.hprof"),
        "JAVA PROFILE 1.0.2",
        rules.wordBytes(),
        new PlacedHeap(rules)::write);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void findsTheLayoutByWhichObjectsWerePlaced(LayoutRules rules) {
    try (HeapGraph graph = open(placed(rules), Set.of())) {
      assertThat(graph.info().layout())
          .startsWith(rules.text() + "; JDK unknown; inferred from addresses: ")
          .contains(" match, 0 contradict; next best: ");
      checkInstances(graph);
    }
  }

  /** Every instance ends where the next object starts. */
  private static void checkInstances(HeapGraph graph) {
    int checked = 0;
    for (int i = 0; i < graph.objectCount() - 1; i++) {
      HeapClass type = graph.heapClass(graph.classNumber(i));
      if (type.name().startsWith("C") || type.isArray()) {
        assertThat(graph.shallowBytes(i)).isEqualTo(graph.idOf(i + 1) - graph.idOf(i));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(3 * CLASSES);
  }

  @Test
  void sizesOneByOneAsTheEngineDoes() {
    LayoutRules rules = new LayoutRules(8, 8, 16, true, true, 8);
    try (HeapGraph graph = open(placed(rules), Set.of())) {
      LayoutEvidence evidence = LayoutEvidence.of(graph);
      heapsh.graph.ObjectLayout layout = LayoutInference.choose(graph, evidence, Set.of());
      ObjectReader reader = graph.reader();

      assertThat(layout.describe()).isEqualTo(graph.info().layout());
      for (int i = 0; i < graph.objectCount(); i++) {
        assertThat(layout.bytesOf(graph, reader, i)).isEqualTo(graph.shallowBytes(i));
      }
    }
  }

  @Test
  void takesWhatIsAskedForAndWarnsWhenAddressesContradict() {
    LayoutRules rules = new LayoutRules(8, 4, 12, true, false, 8);
    Set<LayoutTerm> asked =
        EnumSet.of(LayoutTerm.UNCOMPRESSED_REFERENCES, LayoutTerm.UNCOMPRESSED_CLASS_POINTERS);
    try (HeapGraph graph = open(placed(rules), asked)) {
      assertThat(graph.info().layout())
          .startsWith("64-bit, uncompressed references, uncompressed class pointers, ")
          .contains("asked for: uncompressed references, uncompressed class pointers");
      assertThat(graph.info().warnings())
          .anyMatch(warning -> warning.startsWith("addresses fit no object layout as asked for"));
    }
  }

  @Test
  void takesAFewClassesForNoEvidence() {
    Path dump =
        Dump.write(
            directory.resolve("few.hprof"),
            d -> {
              d.string("a");
              d.string("b");
            });
    try (HeapGraph graph = open(dump, Set.of())) {
      assertThat(graph.info().layout()).contains("taken for granted: too few objects");
      assertThat(graph.info().warnings()).isEmpty();
    }
  }

  @Test
  void saysThatAddressesFitNoLayout() {
    Path dump =
        Dump.write(
            directory.resolve("serial.hprof"),
            d -> {
              for (int k = 0; k < 40; k++) {
                Dump.Type type = d.newClass("C" + k);
                for (int f = 0; f <= k; f++) {
                  type.field("f" + f, FieldType.LONG);
                }
                d.instance(type, new long[k + 1]);
              }
            });
    try (HeapGraph graph = open(dump, Set.of())) {
      assertThat(graph.info().layout()).contains("taken for granted: addresses fit no layout");
      assertThat(graph.info().warnings())
          .anyMatch(warning -> warning.startsWith("addresses fit no known object layout"));
      for (int i = 0; i < graph.objectCount(); i++) {
        HeapClass type = graph.heapClass(graph.classNumber(i));
        if (type.name().equals("C39")) {
          assertThat(graph.shallowBytes(i)).isEqualTo(16 + 40 * 8);
        }
      }
    }
  }

  @Test
  void countsAnObjectNoLargerThanTheDistanceToTheNextAndSaysSo() {
    LayoutRules rules = new LayoutRules(8, 4, 12, true, false, 8);
    Path dump =
        Dump.write(
            directory.resolve("odd.hprof"),
            d -> {
              new PlacedHeap(rules).write(d);
              Dump.Type odd =
                  d.newClass("Odd").field("a", FieldType.LONG).field("b", FieldType.LONG);
              d.idsFrom(0x20_0000);
              d.instance(odd, 1, 2);
              d.instance(odd, 3, 4);
            });
    try (HeapGraph graph = open(dump, Set.of())) {
      assertThat(graph.info().layout()).contains("1 contradicts");
      assertThat(graph.info().warnings())
          .anyMatch(warning -> warning.contains("such as Odd (32 bytes, but 16 to the next"));
      assertThat(graph.shallowBytes(graph.indexOf(0x20_0000))).isEqualTo(16);
    }
  }

  /** From 21.0.5 on a class object has one more reference; the distance between two tells. */
  @ParameterizedTest
  @CsvSource({"176", "184"})
  void classObjectsTellTheBuildOfTheJdk(int classBytes) {
    LayoutRules rules = new LayoutRules(8, 8, 12, true, false, 8);
    Path dump =
        Dump.write(
            directory.resolve("build.hprof"),
            d -> {
              new PlacedHeap(rules).write(d);
              d.idsFrom(0x20_0000);
              d.type("[LA;");
              d.idsFrom(0x20_0000 + classBytes);
              d.type("[LB;");
              d.idsFrom(0x30_0000);
              d.bytes((byte) '2', (byte) '1');
              long version = 0x30_0000 + rules.arrayBytes(FieldType.BYTE, 2);
              d.instanceAt(version, d.type("java.lang.String"), 0x30_0000, 0, 0);
              d.idsFrom(0x30_1000);
              d.newClass("java.lang.VersionProps")
                  .staticField("java_version", FieldType.OBJECT, version);
              Dump.Type type = d.type("java.lang.Class");
              for (int k = 0; k < 14; k++) {
                type.field("f" + k, FieldType.OBJECT);
              }
              type.field("classRedefinedCount", FieldType.INT);
            });
    try (HeapGraph graph = open(dump, Set.of())) {
      assertThat(graph.info().layout())
          .startsWith(rules.text() + "; VM fields of JDK 21 by its sources, not measured; ")
          .contains(" match, 0 contradict;");
      assertThat(graph.info().warnings())
          .noneMatch(warning -> warning.contains("such as java.lang.Class ("));
      assertThat(graph.shallowBytes(graph.indexOf(0x20_0000))).isEqualTo(classBytes);
      assertThat(graph.shallowBytes(graph.indexOf(0x20_0000 + classBytes))).isEqualTo(classBytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "oracle_jdk8_05_x64.hprof, java.lang.Class, 96",
    "oracle_jdk8_05_x64.hprof, java.lang.String, 24",
    "oracle_jdk8_05_x64.hprof, java.lang.Thread, 376",
    "oracle_jdk8_05_x64.hprof, java.lang.ref.Finalizer$FinalizerThread, 384",
    "oracle_jdk8_05_x64.hprof, java.lang.invoke.MemberName, 56",
    "oracle_jdk8_05_x64.hprof, sun.misc.Launcher$AppClassLoader, 88",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.Class, 112",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.String, 24",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.Thread, 376",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.ref.Finalizer$FinalizerThread, 384",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.Module, 56",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.invoke.MemberName, 48",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.invoke.ResolvedMethodName, 24",
    "openjdk_jdk11_04_x64.hprof.gz, java.lang.invoke.MethodHandleNatives$CallSiteContext, 24",
  })
  void sizesWithVmFieldsEqualTheDistancesInOldDumps(String name, String className, int bytes) {
    try (HeapGraph graph = open(OldDumps.find(name), Set.of())) {
      LayoutEvidence evidence = LayoutEvidence.of(graph);
      heapsh.graph.ObjectLayout layout = LayoutInference.choose(graph, evidence, Set.of());
      int found = 0;
      for (int number = 0; number < graph.classCount(); number++) {
        HeapClass type = graph.heapClass(number);
        if (type.name().equals(className)) {
          assertThat(evidence.instanceGap(number)).isEqualTo(bytes);
          assertThat(layout.instanceBytes(type)).isEqualTo(bytes);
          found++;
        }
      }
      assertThat(found).isEqualTo(1);
      assertThat(layout.describe()).contains(" by its sources, not measured; inferred");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sun_jdk6_18_x64.hprof, 'uncompressed references, uncompressed class pointers'",
    "oracle_jdk8_05_x64.hprof, 'compressed references, compressed class pointers'",
    "openjdk_jdk11_04_x64.hprof.gz, 'compressed references, compressed class pointers'",
    "sun_jdk6_30_x64_compressedOops.hprof, 'compressed references, compressed class pointers'",
  })
  void findsTheLayoutOfOldJvmsWithoutContradiction(String name, String expected) {
    try (HeapGraph graph = open(OldDumps.find(name), Set.of())) {
      assertThat(graph.info().layout())
          .startsWith("64-bit, " + expected + ", old field packing")
          .contains("inferred from addresses", " match, 0 contradict; next best: new field");
      assertThat(graph.info().warnings()).noneMatch(warning -> warning.contains("layout"));
      for (int i = 0; i < graph.objectCount() - 1; i++) {
        assertThat(graph.shallowBytes(i)).isBetween(16L, graph.idOf(i + 1) - graph.idOf(i));
      }
    }
  }
}
