package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of help(), which is that of the javadoc, runs over a real heap. */
@Tag("engineless")
class HelpExamplesTest {
  private static final String EXAMPLE = "Example: ";
  private static final Pattern FILE =
      Pattern.compile("\"([\\w-]+\\.(?:hprof|stat|txt|svg|html|dot))\"");

  /** What an example may need that no test gives it: it is compiled and not run. */
  private static final List<String> NOT_RUN =
      List.of(
          "demo()", // asks the user to press Enter
          "x.jfr", // a recording of an hour
          "heapsh.Notebook.start()", // a notebook
          "suspects().rows().get(0)", // hours of looks
          "Heap.jmx(", // another host
          "jmx(\"",
          "jmx(Jmx");

  /** What an example may say of this heap in place of an answer, and why that is right. */
  private static final List<Pattern> ANSWERS =
      List.of(
          Pattern.compile("no more (rows|lines|parts|branches).*"), // it fits on one page
          Pattern.compile("no (row|line|level|node|branch) .*: .*"), // it has fewer of them
          Pattern.compile(".*com\\.acme.*"), // no class of the reader's
          Pattern.compile(".*(was|were) sampled.*|.*nothing was recorded.*"), // too early
          Pattern.compile("no recording .*|.*recording .* already.*"), // in any order
          Pattern.compile("one look makes no line.*|there is nothing to draw.*"), // too early
          Pattern.compile("no dump .*|.*has not dumped.*|.*no dump.*"), // no rule has held
          Pattern.compile("nothing was seen yet.*"), // before the first look
          Pattern.compile("no thread .*"));

  @Test
  void everyExampleRuns(@TempDir Path directory) throws Exception {
    List<String> shown = examples();
    try (CrawlerHeaps crawler = CrawlerHeaps.in(directory)) {
      writeFiles(directory, crawler);
      List<String> code = new ArrayList<>();
      for (String example : shown) {
        code.add(here(example, directory, crawler.pid()));
      }
      assertThat(failures(directory, crawler, shown, code)).isEmpty();
    }
  }

  private static List<Snippets.Outcome> failures(
      Path directory, CrawlerHeaps crawler, List<String> shown, List<String> code) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("hp", "heapsh.Heap");
    variables.put("watch", "heapsh.Watch");
    List<Snippets.Outcome> failed = new ArrayList<>();
    Heap dump = Heap.open(crawler.after(), Options.defaults().noIndex());
    try (Snippets snippets = Snippets.compile(directory, variables, code);
        Heap live = Heap.attach(crawler.pid());
        KeptWatch watches = new KeptWatch(live)) {
      for (int i = 0; i < code.size(); i++) {
        String example = shown.get(i);
        if (NOT_RUN.stream().anyMatch(example::contains)) {
          continue;
        }
        dump = dump.isClosed() ? Heap.open(crawler.after(), Options.defaults().noIndex()) : dump;
        dump.setref(dump.nothing());
        restore(directory);
        Snippets.Outcome outcome = run(snippets, i, example, dump, watches.running());
        if (outcome.needsJvm()) {
          try (Heap again = Heap.attach(crawler.pid())) {
            outcome = run(snippets, i, example, again, watches.running());
          }
        }
        if (outcome.failed() && !isAnswer(outcome.failure())) {
          failed.add(outcome);
        }
      }
    } finally {
      dump.close();
    }
    return failed;
  }

  /** Keeps a watch, and starts one anew when an example has ended it. */
  private static final class KeptWatch implements AutoCloseable {
    private final Heap heap;
    private Watch watch;

    KeptWatch(Heap heap) {
      this.heap = heap;
      watch = heap.watch(Duration.ofSeconds(60));
    }

    Watch running() {
      if (!watch.isRunning()) {
        watch = heap.watch(Duration.ofSeconds(60));
      }
      return watch;
    }

    @Override
    public void close() {
      watch.close();
    }
  }

  private static Snippets.Outcome run(
      Snippets snippets, int number, String example, Heap heap, Watch watch) {
    snippets.set("hp", heap);
    snippets.set("watch", watch);
    Snippets.Outcome outcome = snippets.run(number, example);
    if (snippets.get("hp") instanceof Heap opened && opened != heap) {
      opened.close();
    }
    if (snippets.get("watch") instanceof Watch started && started != watch) {
      started.close();
    }
    return outcome;
  }

  private static boolean isAnswer(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof HeapException
        && ANSWERS.stream().anyMatch(answer -> answer.matcher(message).matches());
  }

  private static List<String> examples() throws IOException {
    List<String> examples =
        Files.readString(Path.of("target/classes/heapsh/help.txt"))
            .lines()
            .filter(line -> line.startsWith(EXAMPLE))
            .map(line -> line.substring(EXAMPLE.length()))
            .distinct()
            .toList();
    assertThat(examples).hasSizeGreaterThan(300);
    return examples;
  }

  /** Lets an example name files and a JVM that are there. */
  private static String here(String example, Path directory, long pid) {
    String code = FILE.matcher(example).replaceAll(file -> quoted(directory, file.group(1)));
    return code.replace("attach(4711", "attach(" + pid)
        .replace("0x7f439c90c810L", "hp.heap().largest(1).theOne().id()")
        .replace("\"crawler.", "\"heapsh.demo.");
  }

  private static String quoted(Path directory, String name) {
    return Matcher.quoteReplacement("\"" + directory.resolve(name) + "\"");
  }

  private static void writeFiles(Path directory, CrawlerHeaps crawler) throws Exception {
    for (String name : List.of("crawler", "b", "c")) {
      Files.copy(crawler.after(), directory.resolve(name + ".hprof"));
    }
    Files.copy(crawler.before(), directory.resolve("a.hprof"));
    for (String name : List.of("monday.txt", "friday.txt")) {
      histogram(crawler.pid(), directory.resolve(name));
    }
    try (Heap heap = Heap.open(crawler.before(), Options.defaults().noIndex())) {
      heap.heap().stat().save(directory.resolve("kept.before.stat"));
      heap.heap().stat().append(directory.resolve("kept.series.stat").toString());
      heap.classTracker("java.*")
          .createSnapshot()
          .save(directory.resolve("kept.classes.stat").toString());
    }
  }

  /** Puts back what an example may have written over. */
  private static void restore(Path directory) {
    try {
      for (String name : List.of("before.stat", "series.stat", "classes.stat")) {
        Path kept = directory.resolve("kept." + name);
        Files.copy(kept, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void histogram(long pid, Path file) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectOutput(file.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
