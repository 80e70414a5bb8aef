package heapsh.acceptance;

import heapsh.fixtures.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a real jshell, or the heapsh script, as a user does: a process, lines on its input, text on
 * its output.
 */
final class Session {
  private static final int SECONDS = 240;
  private static final String MARK = "-----8<-----";

  private final List<String> command;
  private final Jdks.Jdk jdk;
  private Path directory = root();

  /**
   * What a session left behind.
   *
   * @param exit its exit status
   * @param out its standard output
   * @param errors its standard error
   */
  record Result(int exit, String out, String errors) {
    /**
     * Returns what was printed after the banner and between the marks of {@link #marked}, in order.
     */
    List<String> answers() {
      List<String> parts = Arrays.stream(out.split(MARK)).map(String::strip).toList();
      return parts.subList(1, parts.size());
    }
  }

  private Session(Jdks.Jdk jdk, List<String> command) {
    this.jdk = jdk;
    this.command = command;
  }

  /**
   * Is {@code jshell --startup startup.jsh -}, which does not echo values. Keeps no index: it would
   * be written when the session has ended, into a directory that goes then.
   */
  static Session jshell(Jdks.Jdk jdk) {
    return new Session(
        jdk, List.of(jdk.tool("jshell"), "--startup", "startup.jsh", "-R-Dheapsh.index=none", "-"));
  }

  /** Is {@code ./heapsh ARGS}. */
  static Session script(Jdks.Jdk jdk, String... arguments) {
    List<String> command = new ArrayList<>(List.of(root().resolve("heapsh").toString()));
    command.addAll(List.of(arguments));
    return new Session(jdk, command);
  }

  /** Returns the repository's root. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("startup.jsh")) ? here : here.getParent();
  }

  Session in(Path newDirectory) {
    directory = newDirectory;
    return this;
  }

  /** Returns the lines, each query before a mark, so that answers can be told apart. */
  static List<String> marked(String... queries) {
    List<String> lines = new ArrayList<>();
    for (String query : queries) {
      lines.add("System.out.println(\"" + MARK + "\")");
      lines.add(query);
    }
    return lines;
  }

  /** Runs the session over these lines of input. */
  Result run(List<String> lines) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    builder.environment().put("HEAPSH_HEAP", "512m");
    try {
      return finish(builder.start(), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result finish(Process process, String input) throws IOException {
    CompletableFuture<String> out = read(process.getInputStream());
    CompletableFuture<String> errors = read(process.getErrorStream());
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the session did not end in " + SECONDS + " s");
      }
      return new Result(process.exitValue(), out.join(), errors.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> read(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
