package heapsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.fixtures.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShellAcceptanceTest {
  private static final int BANNER_LINES = 6;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void beginsWithABannerThatEndsWithHelp(Jdks.Jdk jdk) {
    Session.Result result = Session.jshell(jdk).run(List.of());

    List<String> banner = result.out().strip().lines().toList();
    assertThat(result.errors()).isEmpty();
    assertThat(banner).hasSizeLessThanOrEqualTo(BANNER_LINES).allMatch(l -> l.length() <= 80);
    assertThat(banner.get(banner.size() - 1)).contains("help()");
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void aMissingJarIsToldInOneLineWithItsCommand(Jdks.Jdk jdk) throws IOException {
    Files.copy(Session.root().resolve("startup.jsh"), directory.resolve("startup.jsh"));

    Session.Result result = Session.jshell(jdk).in(directory).run(List.of("hp"));

    assertThat(result.out().strip()).hasLineCount(1).contains("run: mvn -q package -DskipTests");
    assertThat(result.errors().strip())
        .isEqualTo("File 'toolkit/target/heapsh.jar' for '--class-path' is not found.");
    assertThat(result.exit()).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void userErrorsAreOneLineAndTheSessionGoesOn(Jdks.Jdk jdk) throws IOException {
    Path text = Files.writeString(directory.resolve("notes.txt"), "no dump");

    Session.Result result =
        Session.jshell(jdk)
            .run(
                List.of(
                    "open(\"/nowhere/x.hprof\")",
                    "open(\"" + text + "\")",
                    "attach(2147483647)",
                    "help(\"byvia\")",
                    "p(6 * 7)"));

    List<String> errors = result.errors().lines().toList();
    assertThat(errors).hasSize(4).allMatch(e -> e.startsWith("Exception heapsh."));
    assertThat(errors.get(0)).contains("/nowhere/x.hprof");
    assertThat(errors.get(1)).contains("notes.txt");
    assertThat(errors.get(2)).contains("no process 2147483647");
    assertThat(errors.get(3)).contains("did you mean 'byVia'?");
    assertThat(result.out().strip()).endsWith("42");
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void aDumpThatIsCutOffOpensWithSalvage(Jdks.Jdk jdk) throws IOException {
    Path dump = Dump.write(directory.resolve("cut.hprof"), d -> d.root(d.string("text")));
    byte[] bytes = Files.readAllBytes(dump);
    Files.write(dump, Arrays.copyOf(bytes, bytes.length - 50));

    Session.Result result =
        Session.jshell(jdk)
            .run(
                List.of(
                    "open(\"" + dump + "\")",
                    "open(\"" + dump + "\", salvage)",
                    "p(hp.all())",
                    "p(hp.info().losses().count())"));

    assertThat(result.errors().strip())
        .hasLineCount(1)
        .endsWith("; open(path, salvage) opens what is readable");
    assertThat(result.out()).contains("From a salvaged part of the heap;");
    assertThat(result.out().strip()).endsWith("\n1");
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void theShellSeesItsOwnHeap(Jdks.Jdk jdk) {
    Session.Result result =
        Session.jshell(jdk)
            .run(
                List.of(
                    "class Mine {}",
                    "List<Mine> mine = List.of(new Mine(), new Mine(), new Mine())",
                    "self()",
                    "p(hp.instancesOf(\"*Mine\").count())"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.out().strip()).endsWith("\n3");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theScriptRunsOneQueryFromAnyDirectory() throws IOException {
    Dump.write(
        directory.resolve("a dump.hprof"), d -> d.root(d.instance(d.newClass("crawler.Page"))));

    Session.Result result =
        Session.script(Jdks.running(), "-e", "hp.instancesOf(\"crawler.Page\")", "a dump.hprof")
            .in(directory)
            .run(List.of());

    assertThat(result.errors()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("Partition of a set of 1 object").contains("crawler.Page");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theScriptFailsWhenItsQueryDoes() {
    assertThat(Session.script(Jdks.running(), "-e", "1 / 0").run(List.of()).exit()).isEqualTo(1);
    assertThat(Session.script(Jdks.running(), "-e", "nothing").run(List.of()).exit()).isEqualTo(1);
    assertThat(Session.script(Jdks.running(), "-e", "hp.heap()", "/nowhere").run(List.of()).exit())
        .isEqualTo(1);
    assertThat(Session.script(Jdks.running(), "-e", "help()").run(List.of()).exit()).isZero();
  }
}
