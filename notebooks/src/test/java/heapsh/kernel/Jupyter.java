package heapsh.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Jupyter of this machine, with the kernel installed for a user whose home is a test's own. */
final class Jupyter {
  private static final String WHY_NOT =
      "[heapsh] no Jupyter here (notebooks/setup.sh --test brings one): what needs it is not tested";

  private final Path command;
  private final String python;
  private final Path home;

  private Jupyter(Path command, Path home) {
    this.command = command;
    this.python = interpreter(command);
    this.home = home;
  }

  /** Returns it with the kernel installed by setup.sh; says on standard output if there is none. */
  static Optional<Jupyter> withKernel(Path home) throws Exception {
    Optional<Path> command = find();
    if (command.isEmpty()) {
      System.out.println(WHY_NOT);
      return Optional.empty();
    }
    Jupyter jupyter = new Jupyter(command.get(), home);
    jupyter.run(List.of(KernelProcess.HOME.resolve("notebooks/setup.sh").toString()), 120);
    return Optional.of(jupyter);
  }

  /** Returns the first jupyter command whose Python has nbconvert. */
  private static Optional<Path> find() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")).map(d -> Path.of(d, "jupyter")),
            Stream.of(Path.of("/usr/bin/jupyter")))
        .filter(Files::isExecutable)
        .filter(jupyter -> runs(interpreter(jupyter), "-m", "nbconvert", "--version"))
        .findFirst();
  }

  /** Returns the Python of a command: Debian has no jupyter-nbconvert beside its jupyter. */
  private static String interpreter(Path script) {
    try (BufferedReader lines = Files.newBufferedReader(script, ISO_8859_1)) {
      String first = lines.readLine();
      return first != null && first.matches("#!.*python\\S*")
          ? first.substring(2).strip()
          : "python3";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs every cell of a notebook in a Jupyter without a page, and returns it with its outputs. */
  NotebookFile execute(Path notebook) throws Exception {
    Path executed = Files.createTempDirectory(home, "executed").resolve("executed.ipynb");
    run(
        List.of(
            python,
            "-m",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--ExecutePreprocessor.timeout=180",
            "--output",
            executed.toString(),
            notebook.toString()),
        300);
    return NotebookFile.read(executed);
  }

  /** Makes the page of a notebook that people look at without a Jupyter. */
  String html(Path notebook) throws Exception {
    Path page = home.resolve("page.html");
    run(
        List.of(
            python,
            "-m",
            "nbconvert",
            "--to",
            "html",
            "--output",
            page.toString(),
            notebook.toString()),
        120);
    return Files.readString(page, UTF_8);
  }

  /** Returns a process builder with the environment of the test's own user. */
  ProcessBuilder builder(List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HEAPSH_HEAP", "600m");
    builder.environment().remove("JUPYTER_PATH");
    builder.environment().remove("JUPYTER_DATA_DIR");
    return builder;
  }

  /** Returns the command with its arguments. */
  List<String> command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(command.toString()));
    all.addAll(List.of(arguments));
    return all;
  }

  /** Runs a command; it fails the test when it fails, with what it said. */
  String run(List<String> arguments, int seconds) throws Exception {
    Path output = Files.createTempFile(home, "output", ".txt");
    Process process =
        builder(arguments).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output, UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(arguments + (ended ? " failed: " : " did not end: ") + said);
    }
    return said;
  }
}
