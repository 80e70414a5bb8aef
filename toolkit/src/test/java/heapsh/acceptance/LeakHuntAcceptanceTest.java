package heapsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.LeakingProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds a leak from a real jshell, and reads the truth off the leaking program itself. */
class LeakHuntAcceptanceTest {
  private static final String VIA = "hp.heap().get(0).byVia()";
  private static final int DUMP_SECONDS = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void findsTheLeakInADump(Jdks.Jdk jdk) throws Exception {
    try (ChildJvm program = ChildJvm.start(jdk, LeakingProgram.class)) {
      Path dump = dump(jdk, program);
      hunt(jdk, program, "open(\"" + dump + "\")");
    }
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void findsTheLeakInTheRunningProgram(Jdks.Jdk jdk) {
    try (ChildJvm program = ChildJvm.start(jdk, LeakingProgram.class)) {
      List<String> answers = hunt(jdk, program, "attach(" + program.pid() + ")");

      assertThat(answers.get(0)).doesNotContain("Pausing");
      assertThat(answers.get(1))
          .contains("Pausing process " + program.pid() + " to collect its garbage");
      assertThat(program.isAlive()).isTrue();
    }
  }

  private static List<String> hunt(Jdks.Jdk jdk, ChildJvm program, String opening) {
    Session.Result result =
        Session.jshell(jdk)
            .run(
                Session.marked(
                    opening,
                    displayed(VIA),
                    displayed(VIA + ".get(0).shpaths()"),
                    displayed(VIA + ".get(0).rp()")));

    assertThat(result.errors()).isEmpty();
    List<String> answers = result.answers();
    assertRowIsExact(answers.get(1), program.firstLine());
    assertPath(answers.get(2));
    assertPattern(answers.get(3));
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    return answers;
  }

  /** Prints what a session displays for the query. */
  private static String displayed(String query) {
    return "System.out.println(" + query + ")";
  }

  /**
   * The first row of the table is the log's texts: as many, and as many bytes, as the program says.
   */
  private static void assertRowIsExact(String table, String truth) {
    String row = table.lines().filter(line -> line.contains("[\"sql\"]")).findFirst().orElseThrow();
    List<String> cells = List.of(row.strip().split("\\s+"));

    assertThat(cells.get(0)).isEqualTo("0");
    assertThat(cells.get(1) + " " + cells.get(3)).isEqualTo(truth);
    assertThat(row).endsWith(" [\"sql\"].value");
  }

  private static void assertPath(String paths) {
    String flat = paths.replaceAll("\\s+", " ");

    assertThat(flat)
        .startsWith("Shortest paths from GC roots to 155 objects")
        .containsSubsequence(
            "static ",
            "LeakingProgram$Registry.INSTANCE -> ",
            ".connections[\"default\"] -> ",
            ".queriesLog[*] -> ",
            "[\"sql\"] -> ",
            ".value");
  }

  private static void assertPattern(String pattern) {
    List<String> lines = new ArrayList<>(pattern.lines().toList());
    lines.removeIf(line -> !line.contains("] "));

    assertThat(pattern)
        .containsSubsequence(
            "155 <via [\"sql\"].value>",
            "155 String",
            "155 ",
            "1 ArrayDeque",
            "1 ",
            "LeakingProgram$Wrapper",
            "HashMap",
            "LeakingProgram$Registry");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(7);
  }

  private Path dump(Jdks.Jdk jdk, ChildJvm program) throws IOException, InterruptedException {
    Path dump = directory.resolve("leak.hprof");
    Process jcmd =
        new ProcessBuilder(
                jdk.tool("jcmd"), Long.toString(program.pid()), "GC.heap_dump", dump.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("jcmd.txt").toFile())
            .start();
    assertThat(jcmd.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(dump).exists();
    return dump;
  }
}
