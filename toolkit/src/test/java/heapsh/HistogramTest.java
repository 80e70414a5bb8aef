package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.QuietProgram;
import heapsh.graph.HeapClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares counts and sizes of a dump with HotSpot's class histogram of the same JVM at the same
 * moment.
 */
class HistogramTest {
  /**
   * Classes with fields that a dump does not show, and those padded: these and their subclasses are
   * not exact.
   */
  private static final Set<String> NOT_EXACT =
      Set.of(
          "java.lang.Class",
          "java.lang.ClassLoader",
          "java.lang.Module",
          "java.lang.Thread",
          "java.lang.StackFrameInfo",
          "java.lang.InternalError",
          "java.lang.invoke.MemberName",
          "java.lang.invoke.ResolvedMethodName",
          "java.lang.invoke.CallSite",
          "java.lang.invoke.MethodHandleNatives$CallSiteContext",
          "java.util.concurrent.Exchanger$Node",
          "java.util.concurrent.Exchanger$Slot",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ForkJoinPool$WorkQueue",
          "java.util.concurrent.SubmissionPublisher$BufferedSubscription",
          "java.util.concurrent.ConcurrentHashMap$CounterCell",
          "java.util.concurrent.atomic.Striped64$Cell",
          "jdk.internal.vm.StackChunk");

  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(\\s.*)?");

  @TempDir static Path directory;
  private static Process program;
  private static Map<String, Row> before;
  private static Map<String, Row> after;
  private static Heap hp;

  private record Row(long count, long bytes) {
    Row plus(Row other) {
      return new Row(count + other.count, bytes + other.bytes);
    }
  }

  @BeforeAll
  static void dump() throws IOException, InterruptedException {
    startProgram();
    Path dump = directory.resolve("quiet.hprof");
    // The first command starts the attach listener, which stays.
    jcmd("VM.version");
    before = histogram();
    jcmd("GC.heap_dump", dump.toString());
    after = histogram();
    hp = Heaps.open(dump, directory);
  }

  private static void startProgram() throws IOException {
    program =
        new ProcessBuilder(
                tool("java"),
                "-cp",
                System.getProperty("java.class.path"),
                QuietProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
  }

  @AfterAll
  static void close() {
    program.destroy();
    if (hp != null) {
      hp.close();
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static List<String> jcmd(String... command) throws IOException, InterruptedException {
    Path out = directory.resolve("jcmd.txt");
    List<String> line = new ArrayList<>(List.of(tool("jcmd"), Long.toString(program.pid())));
    line.addAll(List.of(command));
    Process jcmd =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(jcmd.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(jcmd.exitValue()).describedAs(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }

  private static Map<String, Row> histogram() throws IOException, InterruptedException {
    Map<String, Row> rows = new HashMap<>();
    jcmd("GC.class_histogram").stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                rows.merge(
                    javaName(line.group(3)),
                    new Row(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))),
                    Row::plus));
    return rows;
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
    return element + "[]".repeat(depth);
  }

  /**
   * Returns count and bytes of the classes that did not change while the dump was taken, as the
   * dump has them.
   */
  private static Map<String, Row> unchangedInDump() {
    Map<String, Row> rows = new HashMap<>();
    for (ObjectSet row : hp.all().rows()) {
      String name = row.sample(1).theOne().className();
      rows.merge(name, new Row(row.count(), row.size()), Row::plus);
    }
    rows.keySet()
        .removeIf(name -> before.get(name) == null || !before.get(name).equals(after.get(name)));
    return rows;
  }

  @Test
  void countsInstancesAsTheHistogramDoes() {
    Map<String, Row> rows = unchangedInDump();
    // Class objects of arrays and hidden classes are not all dumped.
    rows.remove("java.lang.Class");

    assertThat(rows).hasSizeGreaterThan(300);
    assertThat(rows)
        .allSatisfy(
            (name, row) ->
                assertThat(row.count()).describedAs(name).isEqualTo(before.get(name).count()));
  }

  @Test
  void sizesInstancesAsTheHistogramDoes() {
    Map<String, Row> rows = unchangedInDump();
    rows.keySet().removeAll(notExact());

    assertThat(rows).hasSizeGreaterThan(300);
    assertThat(rows)
        .allSatisfy((name, row) -> assertThat(row).describedAs(name).isEqualTo(before.get(name)));
  }

  private static Set<String> notExact() {
    Set<String> names = new HashSet<>();
    for (int number = 0; number < hp.graph().classCount(); number++) {
      for (int type = number; type >= 0; type = hp.graph().heapClass(type).superNumber()) {
        HeapClass ancestor = hp.graph().heapClass(type);
        if (NOT_EXACT.contains(ancestor.name())) {
          names.add(hp.graph().heapClass(number).name());
        }
      }
    }
    return names;
  }
}
