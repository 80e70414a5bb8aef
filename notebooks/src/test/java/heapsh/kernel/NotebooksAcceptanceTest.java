package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heapsh.kernel.NotebookFile.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every notebook in a real Jupyter with the installed kernel, and compares its figures with
 * what the programs that it started told.
 */
class NotebooksAcceptanceTest {
  private static final Path NOTEBOOKS = KernelProcess.HOME.resolve("notebooks");
  private static final String HTML = "text/html";
  private static final String SVG = "image/svg+xml";

  @TempDir static Path home;
  private static Optional<Jupyter> jupyter;

  @BeforeAll
  static void install() throws Exception {
    jupyter = Jupyter.withKernel(home);
  }

  @Test
  void crawlerLeak() throws Exception {
    NotebookFile notebook = run("01-crawler-leak.ipynb");
    Matcher told = Pattern.compile("ready (\\d+) (\\d+)").matcher(notebook.cells().get(3).text());
    assertThat(told.find()).isTrue();
    long statements = Long.parseLong(told.group(1));
    long bytes = Long.parseLong(told.group(2));

    Cell via = notebook.endingWith("hp.heap().get(0).byVia()");
    assertThat(via.text())
        .containsPattern("0 +" + statements + " +\\d+ +" + bytes + " .*\\[\"sql\"]");
    assertThat(notebook.endingWith("sql.shpaths()").text())
        .contains(statements + " objects (" + bytes + " bytes), 1 shape", "Connections.INSTANCE");
    assertThat(notebook.endingWith("sql.rp()").text()).contains("1 LinkedBlockingDeque");
    assertThat(notebook.endingWith("theOne()").text()).contains("debug       = true");
    assertThat(notebook.endingWith("sql.size()").text())
        .contains("the heap says " + statements + " " + bytes);
    assertThat(notebook.endingWith(".maxDepth(8)").shows(SVG)).isTrue();
    assertThat(notebook.endingWith("first(5)").shows(HTML)).isTrue();
    assertThat(via.shows(HTML)).isTrue();
  }

  @Test
  void liveJvm() throws Exception {
    NotebookFile notebook = run("02-live-jvm.ipynb");
    long entries = notebook.truth().get("entries");

    assertThat(notebook.endingWith("\nentries").shows(entries)).isTrue();
    assertThat(notebook.endingWith("entries.shpaths()").shows(entries)).isTrue();
    assertThat(notebook.endingWith("entries.count()").text())
        .contains("the heap says entries=" + entries);
    assertThat(notebook.endingWith("watch.suspects()").text()).contains("Requests$Entry");
    assertThat(notebook.endingWith("watch.plot()").shows(SVG)).isTrue();
  }

  @Test
  void twoDumps() throws Exception {
    NotebookFile notebook = run("03-two-dumps.ipynb");
    Map<String, Long> truth = notebook.truth();

    assertThat(notebook.endingWith("Item\").count()").text())
        .contains("baskets=" + truth.get("baskets"));
    assertThat(notebook.endingWith("where(\"paid == true\").count()").shows(truth.get("baskets")))
        .isTrue();
    Cell shapes = notebook.endingWith("\npaths");
    assertThat(shapes.shows(truth.get("items"))).isTrue();
    assertThat(shapes.text()).contains("Shop.INSTANCE -> .baskets -> .byVisitor[*]");
    assertThat(notebook.endingWith("week.byHolder()").text()).contains("Shop.INSTANCE");
    assertThat(notebook.endingWith("first(6)").text()).contains("Shop$Item");
  }

  @Test
  void tourOfSets() throws Exception {
    NotebookFile notebook = run("04-tour-of-sets.ipynb");
    Map<String, Long> truth = notebook.truth();

    assertThat(notebook.endingWith("\nbooks").shows(truth.get("books"))).isTrue();
    assertThat(notebook.endingWith("where(\"pages > 700\").count()").shows(truth.get("thick")))
        .isTrue();
    assertThat(notebook.endingWith("where(\"scan != null\").count()").shows(truth.get("scanned")))
        .isTrue();
    assertThat(notebook.endingWith("\nlent.count()").shows(truth.get("lent"))).isTrue();
    assertThat(notebook.endingWith("\nwanted.count()").shows(truth.get("wanted"))).isTrue();
    assertThat(notebook.endingWith("lent.and(wanted).count()").shows(truth.get("lentAndWanted")))
        .isTrue();
    assertThat(notebook.endingWith("late.count()").shows(truth.get("late"))).isTrue();
  }

  @Test
  void offTheBeatenTrack() throws Exception {
    NotebookFile notebook = run("05-off-the-beaten-track.ipynb");
    Map<String, Long> truth = notebook.truth();

    assertThat(notebook.endingWith("classes.count()").shows(truth.get("loaders"))).isTrue();
    assertThat(notebook.endingWith("ApplicationLoader\").shpaths()").text())
        .contains(truth.get("loaders") + " objects", "ShutdownHooks.HOOKS[*]");
    assertThat(notebook.endingWith("Report\").shpaths()").text())
        .contains(truth.get("workers") + " objects", "<thread-local ThreadLocalLeak.LAST_REPORT>");
    assertThat(notebook.endingWith("keys.shpaths()").text())
        .contains(truth.get("answers") + " objects", "UnboundedCache.ANSWERS.keys");
    assertThat(notebook.endingWith(" different\"").shows(truth.get("words"))).isTrue();
    assertThat(
            notebook.endingWith("where(\"open == false\").count()").shows(truth.get("listeners")))
        .isTrue();
    assertThat(notebook.endingWith("windows.shpaths()").text())
        .contains("Listeners.CLOCK -> .listeners[*]");
    assertThat(notebook.endingWith("showBackrefs()").shows(SVG)).isTrue();
  }

  /** Also in the page that nbconvert makes, which people open without a Jupyter. */
  @Test
  void hostileStringsStayText() throws Exception {
    assumeTrue(jupyter.isPresent(), "no Jupyter");
    Path empty = home.resolve("empty.ipynb");
    Files.writeString(
        empty,
        "{\"cells\":[],\"metadata\":{\"kernelspec\":{\"name\":\"heapsh\",\"language\":\"java\","
            + "\"display_name\":\"heapsh\"}},\"nbformat\":4,\"nbformat_minor\":5}");
    Path notebook = home.resolve("hostile.ipynb");
    NotebookFile.copyWith(empty, notebook, Hostility.cells());
    NotebookFile executed = jupyter.get().execute(notebook);

    assertThat(executed.endingWith("\"the end\"").text()).isEqualTo("the end\n");
    for (Cell cell : executed.cells()) {
      for (String form : List.of(HTML, SVG)) {
        assertThat(cell.form(form))
            .as(cell.source())
            .doesNotContain("<script", "<a href=\"javascript", "<svg onload")
            .doesNotContainPattern("<img (?![^>]*src=\"data:image/svg\\+xml;base64,)");
      }
      assertThat(cell.text().length()).as(cell.source()).isLessThan(110_000);
    }
    assertThat(executed.endingWith("(\"escapes\")).asString()").text())
        .doesNotContain("\u001b", "\0");
  }

  /**
   * Runs a notebook; a cell that fails fails it. What is committed has the same cells, and has run.
   */
  private static NotebookFile run(String name) throws Exception {
    assumeTrue(jupyter.isPresent(), "no Jupyter");
    NotebookFile executed = jupyter.get().execute(NOTEBOOKS.resolve(name));
    NotebookFile committed = NotebookFile.read(NOTEBOOKS.resolve(name));
    assertThat(committed.cells())
        .extracting(Cell::source)
        .isEqualTo(executed.cells().stream().map(Cell::source).toList());
    for (int i = 0; i < executed.cells().size(); i++) {
      assertThat(committed.cells().get(i).outputs().isEmpty())
          .as("the committed output of: %s", committed.cells().get(i).source())
          .isEqualTo(executed.cells().get(i).outputs().isEmpty());
    }
    return executed;
  }
}
