package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.LayoutEvidence;
import heapsh.graph.ObjectLayout;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sizes classes to which HotSpot adds fields as worked out by hand from the sources of a release.
 */
class ReleaseSizesTest {
  private static final Set<LayoutTerm> WIDE =
      EnumSet.of(LayoutTerm.UNCOMPRESSED_REFERENCES, LayoutTerm.UNCOMPRESSED_CLASS_POINTERS);

  @TempDir Path directory;

  /** A heap of the classes of one release, each far from the next. */
  private static final class Release {
    private final Dump d;
    private final Map<String, Dump.Type> types = new HashMap<>();
    private long next = 0x10_0000;

    Release(Dump d, String holder, String version) {
      this.d = d;
      Dump.Type versions = type(holder, "java.lang.Object", "");
      apart();
      versions.staticField("java_version", FieldType.OBJECT, d.string(version));
    }

    private void apart() {
      d.idsFrom(next);
      next += 0x1000;
    }

    /** Adds a class with fields by their letters: L, J, I, S, B. */
    Dump.Type type(String name, String parent, String letters, String... named) {
      apart();
      Dump.Type type =
          types.containsKey(parent) ? d.newClass(name, types.get(parent)) : d.type(name);
      types.put(name, type);
      for (int i = 0; i < letters.length(); i++) {
        String field = i < named.length ? named[i] : "f" + i;
        type.field(field, FIELDS.get(letters.charAt(i)));
      }
      return type;
    }
  }

  private static final Map<Character, FieldType> FIELDS =
      Map.of(
          'L', FieldType.OBJECT,
          'J', FieldType.LONG,
          'I', FieldType.INT,
          'S', FieldType.SHORT,
          'B', FieldType.BYTE);

  private static final String[] RANDOM = {
    "threadLocalRandomSeed", "threadLocalRandomProbe", "threadLocalRandomSecondarySeed"
  };

  private static void jdk8(Dump d) {
    Release r = new Release(d, "sun.misc.Version", "1.8.0_05");
    r.type("java.lang.Class", "", "LLLLLLLLLLI");
    r.type("java.lang.Thread", "", "JII" + "JJJJII" + "BBB" + "L".repeat(12), RANDOM);
    r.type("java.lang.ref.Finalizer$FinalizerThread", "java.lang.Thread", "B");
    r.type("java.lang.invoke.MemberName", "", "LLLIL");
    r.type("java.util.concurrent.atomic.Striped64$Cell", "", "J");
    r.type("java.util.concurrent.ForkJoinPool", "", "JJIISSLLLL");
  }

  private static void jdk11(Dump d) {
    Release r = new Release(d, "java.lang.VersionProps", "11.0.4");
    r.type("java.lang.Class", "", "L".repeat(14) + "I");
    r.type("java.lang.Thread", "", "JII" + "JJJJII" + "BB" + "L".repeat(11), RANDOM);
    r.type("java.lang.Module", "", "L".repeat(8));
    r.type("java.lang.invoke.MemberName", "", "LLLILL");
    r.type("java.lang.invoke.ResolvedMethodName", "", "");
    r.type("java.lang.invoke.MethodHandleNatives$CallSiteContext", "", "");
    r.type("java.util.concurrent.ForkJoinPool", "", "JJIIILLLLL", "ctl");
    r.type("java.util.concurrent.ForkJoinPool$WorkQueue", "", "IIIIIIILLL");
    r.type(
        "java.util.concurrent.SubmissionPublisher$BufferedSubscription",
        "",
        "JIJIIIILLLLLLLL",
        "demand",
        "waiting");
  }

  private static void jdk21(Dump d) {
    Release r = new Release(d, "java.lang.VersionProps", "21.0.8");
    r.type("java.lang.Class", "", "L".repeat(14) + "I");
    r.type("java.lang.Thread", "", "JII" + "JJB" + "L".repeat(14), RANDOM);
    r.type("java.lang.Module", "", "L".repeat(8));
    r.type("java.lang.StackFrameInfo", "", "BLILL");
    r.type("java.lang.invoke.MemberName", "", "LLLILL");
    r.type("java.lang.invoke.ResolvedMethodName", "", "");
    r.type("java.lang.invoke.CallSite", "", "L");
    r.type("java.lang.invoke.ConstantCallSite", "java.lang.invoke.CallSite", "B");
    r.type("jdk.internal.vm.StackChunk", "", "LIII");
    r.type("java.util.concurrent.Exchanger$Node", "", "IIIILLL");
    r.type(
        "java.util.concurrent.ForkJoinPool",
        "",
        "JI" + "JJJJII" + "L".repeat(8),
        "ctl",
        "parallelism");
    r.type(
        "java.util.concurrent.ForkJoinPool$WorkQueue",
        "",
        "IIIII" + "IIILL",
        "top",
        "access",
        "phase",
        "source",
        "nsteals");
  }

  /** Returns the sizes of instances by the simple names of their classes. */
  private Map<String, Long> sizes(int feature, Consumer<Dump> release, Set<LayoutTerm> asked) {
    Path dump = Dump.write(directory.resolve("release.hprof"), release);
    try (HeapGraph graph = SelfDump.open(dump, directory)) {
      ObjectLayout layout = LayoutInference.choose(graph, LayoutEvidence.of(graph), asked);
      assertThat(layout.describe())
          .contains("VM fields of JDK " + feature + " by its sources, not measured");
      Map<String, Long> sizes = new HashMap<>();
      for (int number = 0; number < graph.classCount(); number++) {
        HeapClass type = graph.heapClass(number);
        String simple = type.name().substring(type.name().lastIndexOf('.') + 1);
        sizes.put(simple, layout.instanceBytes(type));
      }
      return sizes;
    }
  }

  @Test
  void sizesClassesOfJdk8() {
    assertThat(sizes(8, ReleaseSizesTest::jdk8, Set.of()))
        // 12, 10 + 3 references to 64, 2 words to 80, 3 ints to 92.
        .containsEntry("Class", 96L)
        // An int to 16, 4 longs to 48, an int to 52, 3 bytes, 12 references from 56 to 104, the
        // group from 232 to 248, padding to 376.
        .containsEntry("Thread", 376L)
        // One byte more.
        .containsEntry("Finalizer$FinalizerThread", 384L)
        // An int to 16, 2 words to 32, 5 references to 52.
        .containsEntry("MemberName", 56L)
        // 12 + 128, the long from 144 to 152, padding to 280.
        .containsEntry("Striped64$Cell", 280L)
        // 12 + 128, an int to 144, 2 longs to 160, an int and 2 shorts to 168, 4 references to 184.
        .containsEntry("ForkJoinPool", 312L);

    assertThat(sizes(8, ReleaseSizesTest::jdk8, WIDE))
        // 16, 13 references to 120, 2 words to 136, 3 ints to 148.
        .containsEntry("Class", 152L)
        // 16, 2 words to 32, an int, 5 references from 40 to 80.
        .containsEntry("MemberName", 80L);
  }

  @Test
  void sizesClassesOfJdk11() {
    assertThat(sizes(11, ReleaseSizesTest::jdk11, Set.of()))
        // 12, 14 + 3 references to 80, 2 words to 96, 3 ints to 108.
        .containsEntry("Class", 112L)
        // An int to 16, 4 longs to 48, an int and 2 bytes to 54, 11 references from 56 to 100, the
        // group from 232 to 248, padding to 376.
        .containsEntry("Thread", 376L)
        // A reference to 16, a word to 24, 7 references to 52.
        .containsEntry("Module", 56L)
        // An int to 16, a word to 24, 5 references to 44.
        .containsEntry("MemberName", 48L)
        // A reference to 16, a word to 24.
        .containsEntry("ResolvedMethodName", 24L)
        // A word from 16 to 24.
        .containsEntry("MethodHandleNatives$CallSiteContext", 24L)
        // An int to 16, a long to 24, 2 ints to 32, 5 references to 52, the long from 184 to 192.
        .containsEntry("ForkJoinPool", 320L)
        // 12 + 128, 7 ints to 168, 3 references to 180, padding to 308.
        .containsEntry("ForkJoinPool$WorkQueue", 312L)
        // 12 + 128, an int to 144, a long to 152, 3 ints to 164, 8 references to 196, the group
        // from 328 to 340, padding of the group to 468 and of the class to 596.
        .containsEntry("SubmissionPublisher$BufferedSubscription", 600L);
  }

  @Test
  void sizesClassesOfJdk21() {
    assertThat(sizes(21, ReleaseSizesTest::jdk21, Set.of()))
        // 12, an int to 16, 2 words to 32, 2 ints to 40, 14 + 4 references to 112.
        .containsEntry("Class", 112L)
        // An int to 16, 4 longs to 48, 2 ints to 56, a short and 2 bytes to 60, 14 references.
        .containsEntry("Thread", 120L)
        .containsEntry("Module", 56L)
        // An int to 16, a short and a byte to 19, 3 references from 20 to 32.
        .containsEntry("StackFrameInfo", 32L)
        .containsEntry("MemberName", 48L)
        .containsEntry("ResolvedMethodName", 24L)
        // A reference to 16, a word and a long to 32.
        .containsEntry("CallSite", 32L)
        .containsEntry("ConstantCallSite", 40L)
        // An int to 16, a word to 24, 3 ints to 36, a byte, 2 references from 40 to 48.
        .containsEntry("StackChunk", 48L)
        // 12 + 128, 4 ints to 156, 3 references to 168, padding to 296.
        .containsEntry("Exchanger$Node", 296L)
        // An int to 16, 4 longs to 48, an int to 52, 8 references to 84, the long from 216 to 224,
        // the int to 228, padding to 356.
        .containsEntry("ForkJoinPool", 360L)
        // 3 ints to 24, 2 references to 32, 5 ints from 160 to 180, padding to 308.
        .containsEntry("ForkJoinPool$WorkQueue", 312L);

    assertThat(sizes(21, ReleaseSizesTest::jdk21, WIDE))
        // 16, 2 words to 32, 3 ints to 44, 18 references from 48 to 192.
        .containsEntry("Class", 192L);
  }
}
