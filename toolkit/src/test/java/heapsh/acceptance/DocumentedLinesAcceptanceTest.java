package heapsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.LeakingProgram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is documented can be pasted: the recipes run, the examples of help() compile. */
class DocumentedLinesAcceptanceTest {
  private static final String EXAMPLE = "Example: ";

  /** Lines that answer nothing: they write a file. */
  private static final String WRITES = ".*\\.(save|report)\\(\"[^\"]+\"\\)";

  /** What grows between the two dumps. */
  private static final List<String> GROWING = new ArrayList<>();

  @Test
  void everyRecipeRuns(@TempDir Path dumps) throws IOException {
    List<String> recipes = indented(Files.readString(source("main/resources/heapsh/recipes.txt")));
    try (ChildJvm program = ChildJvm.start(Jdks.running(), LeakingProgram.class)) {
      List<String> lines = new ArrayList<>(List.of("attach(" + program.pid() + ")"));
      for (String dump : List.of("before.hprof", "after.hprof")) {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpHeap(dumps.resolve(dump).toString(), true);
        IntStream.range(0, 1000).forEach(i -> GROWING.add("grown " + i));
      }
      for (String recipe : recipes) {
        String own = recipe.replaceAll("\"(before|after)\\.hprof\"", "\"" + dumps + "/$1.hprof\"");
        lines.add(own.matches(WRITES) ? inDirectory(own, dumps) : "p(" + own + ")");
      }

      Session.Result result = Session.jshell(Jdks.running()).run(lines);

      assertThat(recipes).hasSizeGreaterThanOrEqualTo(10);
      assertThat(result.errors()).isEmpty();
    }
  }

  /** Lets a line that writes a file write it here. */
  private static String inDirectory(String line, Path directory) {
    return line.replaceFirst("(save|report)\\(\"", "$1(\"" + directory + "/");
  }

  @Test
  void theRecipesOfTheReadmeAreAmongThem() throws IOException {
    String readme = Files.readString(Session.root().resolve("README.md"));
    List<String> lines =
        Stream.of(readme.split("```"))
            .filter(block -> block.startsWith("java\n"))
            .flatMap(block -> block.lines().skip(1))
            .toList();

    assertThat(indented(Files.readString(source("main/resources/heapsh/recipes.txt"))))
        .containsAll(lines);
    assertThat(lines).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void everyExampleOfHelpCompiles() throws IOException {
    String help = Files.readString(Path.of("target/classes/heapsh/help.txt"));
    List<String> examples =
        help.lines()
            .filter(line -> line.startsWith(EXAMPLE))
            .map(line -> line.substring(EXAMPLE.length()))
            .toList();
    List<String> lines =
        new ArrayList<>(List.of("HeapObject object = null", "void examples() throws Exception {"));
    for (String example : examples) {
      lines.add("  { " + (example.contains(";") ? example : statement(example)) + " }");
    }
    lines.add("}");
    lines.add("System.out.println(\"compiled\")");

    Session.Result result = Session.jshell(Jdks.running()).run(lines);

    assertThat(examples).hasSizeGreaterThan(50);
    assertThat(result.errors()).isEmpty();
    assertThat(result.out()).contains("compiled");
  }

  /** Makes a statement of an expression, which Java does not always take as one. */
  private static String statement(String example) {
    boolean standsAlone =
        example.endsWith(")") || example.matches("[\\w.]+ (\\w+ )?= .*") || example.contains("->");
    return standsAlone ? example + ";" : "Object answer = " + example + ";";
  }

  @Test
  void theListOfVerbsNamesOnlyWhatThereIs() throws IOException {
    String help = Files.readString(Path.of("target/classes/heapsh/help.txt"));
    String verbs = Files.readString(source("main/resources/heapsh/verbs.txt"));
    List<String> unknown = new ArrayList<>();
    for (String line : indented(verbs)) {
      for (String name : line.split(" {2,}")[0].split(" ")) {
        String verb = name.replaceFirst("\\(.*", "");
        if (!help.contains(" " + verb + " " + verb + "(")) {
          unknown.add(verb);
        }
      }
    }

    assertThat(unknown).isEmpty();
  }

  private static Path source(String path) {
    return Session.root().resolve("toolkit/src").resolve(path);
  }

  private static List<String> indented(String text) {
    return text.lines().filter(l -> l.startsWith("    ")).map(String::strip).toList();
  }
}
