package heapsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.GrowingProgram;
import heapsh.fixtures.Jdks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches a running program's classes from a real jshell, without a dump. */
class GrowthAcceptanceTest {
  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void showsTheGrowthOfARunningProgramAndOfSavedText(Jdks.Jdk jdk) throws Exception {
    try (ChildJvm program = ChildJvm.start(jdk, GrowingProgram.class)) {
      Path before = save(jdk, program, "before.txt");
      program.ask('l');
      Path after = save(jdk, program, "after.txt");
      String leaked = GrowingProgram.Leaked.class.getName();
      Session.Result result =
          Session.jshell(jdk)
              .run(
                  Session.marked(
                      "attach(" + program.pid() + ")",
                      "Growth shown = hp.showGrowth()",
                      "p(hp.growth().only(\"" + leaked.replace("$", "?") + "\"))",
                      "p(histograms(\""
                          + before
                          + "\", \""
                          + after
                          + "\").growth().only(\"heapsh*\"))",
                      "p(hp.mostCommon(3))"));

      assertThat(result.errors()).isEmpty();
      List<String> answers = result.answers();
      assertThat(result.out()).doesNotContain("Pausing");
      assertThat(answers.get(1).lines()).allMatch(line -> line.length() <= 80);
      assertThat(answers.get(1))
          .contains("Growth of JVM " + program.pid() + " (")
          .contains("first look at")
          .contains("makes that JVM collect its garbage");
      assertThat(answers.get(2)).contains("No growth since ");
      assertThat(answers.get(3)).contains(" " + GrowingProgram.STEP + " ").contains("Leaked");
      assertThat(answers.get(4)).contains("| ").contains("# objects");
    }
  }

  private Path save(Jdks.Jdk jdk, ChildJvm program, String name) throws Exception {
    Path file = directory.resolve(name);
    Process jcmd =
        new ProcessBuilder(jdk.tool("jcmd"), Long.toString(program.pid()), "GC.class_histogram")
            .redirectOutput(file.toFile())
            .start();
    assertThat(jcmd.waitFor()).isZero();
    return file;
  }
}
