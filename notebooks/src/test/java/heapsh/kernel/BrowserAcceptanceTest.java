package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens Jupyter in a browser, runs the first notebook there, and looks at the page. */
class BrowserAcceptanceTest {
  private static final String TOKEN = "test";
  private static final String STATE =
      "Jupyter.notebook.get_cells().filter(c => c.cell_type == 'code')"
          + ".map(c => c.input_prompt_number + ': ' + c.element.find('.output_error').text())"
          + ".join(' ')";
  private static final String ALL_HAVE_RUN =
      "Jupyter.notebook.get_cells().filter(c => c.cell_type == 'code')"
          + ".every(c => c.input_prompt_number > 0) && !Jupyter.notebook.kernel_busy";
  private static final Path PICTURE =
      Path.of("target", "screenshots", "notebook.png").toAbsolutePath();

  @TempDir static Path home;

  @Test
  void theFirstNotebookRunsInThePage() throws Exception {
    Jupyter jupyter = Jupyter.withKernel(home).orElse(null);
    assumeTrue(jupyter != null && Browser.isHere(), "no Jupyter or no Chromium");
    Path notebooks = Files.createDirectory(home.resolve("notebooks"));
    NotebookFile.copyWith(
        KernelProcess.HOME.resolve("notebooks/01-crawler-leak.ipynb"),
        notebooks.resolve("01.ipynb"),
        Hostility.cells());
    int port = freePort();
    Process server =
        jupyter
            .builder(
                jupyter.command(
                    "notebook",
                    "--no-browser",
                    "--allow-root",
                    "--ip=127.0.0.1",
                    "--port=" + port,
                    "--NotebookApp.token=" + TOKEN,
                    "--NotebookApp.iopub_data_rate_limit=1e8",
                    "--notebook-dir=" + notebooks))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("jupyter.log").toFile())
            .start();
    try (Browser browser = new Browser(Files.createDirectory(home.resolve("profile")))) {
      look(browser, "http://127.0.0.1:" + port + "/notebooks/01.ipynb?token=" + TOKEN);
    } finally {
      server.destroy();
      server.waitFor(20, TimeUnit.SECONDS);
      server.destroyForcibly();
    }
  }

  private static void look(Browser browser, String address) throws Exception {
    for (int i = 0; i < 20 && !browser.evaluate("typeof Jupyter").equals("object"); i++) {
      browser.open(address); // The server may not listen yet.
      TimeUnit.SECONDS.sleep(3);
    }
    browser.await(
        "Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel.is_connected()",
        60,
        "document.body.innerText");
    browser.evaluate("Jupyter.notebook.clear_all_output() || Jupyter.notebook.execute_all_cells()");
    browser.await(ALL_HAVE_RUN, 180, STATE);
    browser.await("document.body.innerText.includes('the end')", 30, STATE);

    assertThat(browser.evaluate("document.querySelectorAll('.output_error').length"))
        .as(browser.evaluate(STATE))
        .isEqualTo("0");
    assertThat(number(browser, "document.querySelectorAll('.output_html table').length"))
        .isGreaterThan(5);
    assertThat(
            number(
                browser,
                "Array.from(document.querySelectorAll('.output_html img')).filter(i => i.naturalWidth > 0)"
                    + ".length"))
        .isGreaterThan(0);
    assertThat(browser.evaluate("typeof " + Hostility.BROKEN)).isEqualTo("undefined");
    assertThat(browser.evaluate("document.body.innerText.includes('" + Hostility.AS_TEXT + "')"))
        .isEqualTo("true");
    for (String element :
        List.of(
            "script",
            "img:not([src^=\"data:image/svg+xml;base64,\"])",
            "iframe",
            "object",
            "embed",
            "[onload]",
            "[onerror]",
            "a[href^=javascript]")) {
      assertThat(browser.evaluate("document.querySelectorAll('.output " + element + "').length"))
          .as(element)
          .isEqualTo("0");
    }
    Files.createDirectories(PICTURE.getParent());
    browser.evaluate(
        "[...document.querySelectorAll('.code_cell')]"
            + ".find(c => c.innerText.includes('hp.heap().get(0).byVia()')).scrollIntoView()");
    browser.screenshot(PICTURE);
    assertThat(PICTURE).isNotEmptyFile();
  }

  private static int number(Browser browser, String expression) throws Exception {
    return Integer.parseInt(browser.evaluate(expression));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
