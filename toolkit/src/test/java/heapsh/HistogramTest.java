package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.QuietProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares counts and sizes of a dump with HotSpot's class histogram of the same JVM at the same
 * moment: for every collector and every switch of the object layout, on every JDK at hand.
 */
class HistogramTest {
  private static final String CLASS = "java.lang.Class";

  /** What JDK 19 and later call the arrays that fill holes in the heap; dumps call them int[]. */
  private static final String FILLER = "jdk.internal.vm.FillerElement";

  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(\\s.*)?");

  private static final List<String> SETTINGS_OF_ALL =
      List.of(
          "UseG1GC",
          "UseG1GC -Xshare:off",
          "UseParallelGC",
          "UseSerialGC",
          "UseZGC",
          "UseShenandoahGC",
          "UseG1GC -UseCompressedOops",
          "UseSerialGC -UseCompressedClassPointers",
          "UseParallelGC -UseCompressedOops -UseCompressedClassPointers",
          "UseG1GC ObjectAlignmentInBytes=16",
          "UseSerialGC ObjectAlignmentInBytes=32",
          "UseZGC ObjectAlignmentInBytes=16");
  private static final List<String> SETTINGS_OF_25 =
      List.of(
          "UseG1GC UseCompactObjectHeaders",
          "UseParallelGC UseCompactObjectHeaders -UseCompressedOops",
          "UseZGC UseCompactObjectHeaders",
          "UseSerialGC UseCompactObjectHeaders ObjectAlignmentInBytes=16");

  private static final int ATTEMPTS = 5;

  @TempDir Path directory;

  private record Row(long count, long bytes) {
    Row plus(Row other) {
      return new Row(count + other.count, bytes + other.bytes);
    }
  }

  /** What one JVM says of itself before and after its dump. */
  private record Histograms(Map<String, Row> before, Map<String, Row> after) {}

  static Stream<Object[]> settings() {
    return Stream.concat(Jdks.all(), Jdks.other(21))
        .distinct()
        .flatMap(jdk -> settings(jdk).map(words -> new Object[] {jdk, words}));
  }

  private static Stream<String> settings(Jdks.Jdk jdk) {
    return Stream.concat(
            SETTINGS_OF_ALL.stream(), jdk.feature() >= 25 ? SETTINGS_OF_25.stream() : Stream.of())
        .filter(words -> isBuiltIn(jdk, words));
  }

  /** Not every build has Shenandoah. */
  private static boolean isBuiltIn(Jdks.Jdk jdk, String words) {
    return !words.contains("Shenandoah")
        || Files.exists(jdk.home().resolve("lib/server/libjvm.so")) && hasShenandoah(jdk);
  }

  private static boolean hasShenandoah(Jdks.Jdk jdk) {
    try {
      Process java =
          new ProcessBuilder(jdk.tool("java"), "-XX:+UseShenandoahGC", "-version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return java.waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("settings")
  void equalsTheHistogramInEveryClass(Jdks.Jdk jdk, String words) throws Exception {
    Path dump = directory.resolve("quiet.hprof");
    Histograms histograms = dump(jdk, words, dump);
    try (Heap hp = Heap.open(dump, Options.defaults().scratchDirectory(directory))) {
      HeapInfo info = hp.info();
      Map<String, Row> expected = unchanged(histograms);
      Map<String, Row> found = rows(hp);

      assertThat(found).hasSizeGreaterThan(300);
      assertThat(isQuiet(histograms)).isTrue();
      checkUndumpedClassObjects(hp, expected, found);
      Map<String, String> wrong = new TreeMap<>();
      expected.forEach(
          (name, row) -> {
            if (found.containsKey(name) && !found.get(name).equals(row)) {
              wrong.put(name, row + " by the histogram, " + found.get(name) + " in the dump");
            }
          });
      assertThat(wrong).describedAs(info.text()).isEmpty();
      assertThat(info.layout()).contains("inferred from addresses", " match, 0 contradict;");
      assertThat(info.warnings()).noneMatch(warning -> warning.contains("layout"));
    }
  }

  /**
   * The dumper leaves out the class objects of archived classes that were not used yet (G1 with
   * CDS): then the row of Class is no oracle for bytes, but says how many there are.
   */
  private static void checkUndumpedClassObjects(
      Heap hp, Map<String, Row> expected, Map<String, Row> found) {
    Row all = expected.get(CLASS);
    Row dumped = found.get(CLASS);
    if (all != null && all.count() != dumped.count()) {
      long missing = all.count() - dumped.count();
      assertThat(undumpedReferences(hp)).isGreaterThanOrEqualTo(missing);
      long smallest = hp.classNamed("byte[]").size();
      assertThat((all.bytes() - dumped.bytes()) / missing).isBetween(smallest, 2 * smallest);
      expected.remove(CLASS);
    }
  }

  private static long undumpedReferences(Heap hp) {
    return hp.info().warnings().stream()
        .filter(warning -> warning.contains("not in the dump"))
        .mapToLong(warning -> Long.parseLong(warning.substring(0, warning.indexOf(' '))))
        .sum();
  }

  private Histograms dump(Jdks.Jdk jdk, String words, Path dump)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
    arguments.add("--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED");
    arguments.add("-XX:+UnlockExperimentalVMOptions");
    arguments.add("-Xmx128m");
    for (String word : words.split(" ")) {
      boolean plain = word.startsWith("-") || word.contains("=");
      arguments.add((word.startsWith("-X") ? "" : "-XX:") + (plain ? "" : "+") + word);
    }
    Path commands = directory.resolve("commands.txt");
    // The first command starts the attach listener, which stays.
    Files.write(
        commands,
        List.of("VM.version", "GC.class_histogram", "GC.heap_dump " + dump, "GC.class_histogram"));
    try (ChildJvm program =
        ChildJvm.start(jdk, QuietProgram.class, arguments.toArray(String[]::new))) {
      Histograms histograms = histograms(jcmd(jdk, program.pid(), commands));
      // A JVM that has just started may still be busy with itself: then look once more.
      for (int attempt = 1; attempt < ATTEMPTS && !isStill(histograms); attempt++) {
        Files.delete(dump);
        histograms = histograms(jcmd(jdk, program.pid(), commands));
      }
      return histograms;
    }
  }

  private static boolean isStill(Histograms histograms) {
    return histograms.before().equals(histograms.after());
  }

  private static boolean isQuiet(Histograms histograms) {
    return unchanged(histograms).size() > histograms.before().size() * 9 / 10;
  }

  private List<String> jcmd(Jdks.Jdk jdk, long pid, Path commands)
      throws IOException, InterruptedException {
    Path out = directory.resolve("jcmd.txt");
    Process jcmd =
        new ProcessBuilder(
                jdk.tool("jcmd"), "-J-XX:TieredStopAtLevel=1", "" + pid, "-f", commands.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(jcmd.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(jcmd.exitValue()).describedAs(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }

  private static Histograms histograms(List<String> lines) {
    List<Map<String, Row>> all = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        if (line.strip().startsWith("1:")) {
          all.add(new HashMap<>());
        }
        Row row = new Row(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        all.get(all.size() - 1).merge(javaName(matcher.group(3)), row, Row::plus);
      }
    }
    assertThat(all).hasSize(2);
    return new Histograms(all.get(0), all.get(1));
  }

  /** Turns {@code [[Ljava.lang.String;} into {@code java.lang.String[][]}. */
  private static String javaName(String name) {
    int depth = name.lastIndexOf('[') + 1;
    if (depth == 0) {
      return name;
    }
    String element =
        switch (name.charAt(depth)) {
          case 'Z' -> "boolean";
          case 'C' -> "char";
          case 'F' -> "float";
          case 'D' -> "double";
          case 'B' -> "byte";
          case 'S' -> "short";
          case 'I' -> "int";
          case 'J' -> "long";
          default -> name.substring(depth + 1, name.length() - 1);
        };
    if (element.equals(FILLER)) {
      return "int[]";
    }
    return element + "[]".repeat(depth);
  }

  /** Returns the classes that did not change while the dump was taken. */
  private static Map<String, Row> unchanged(Histograms histograms) {
    Map<String, Row> rows = new HashMap<>(histograms.before());
    rows.keySet()
        .removeIf(name -> !histograms.before().get(name).equals(histograms.after().get(name)));
    return rows;
  }

  private static Map<String, Row> rows(Heap hp) {
    Map<String, Row> rows = new HashMap<>();
    for (ObjectSet row : hp.all().rows()) {
      String name = row.sample(1).theOne().className();
      rows.merge(name, new Row(row.count(), row.size()), Row::plus);
    }
    return rows;
  }
}
