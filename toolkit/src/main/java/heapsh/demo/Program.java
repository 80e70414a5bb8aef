package heapsh.demo;

import heapsh.HeapException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A program to investigate, in a JVM of its own: the notebooks start theirs with it. It reads
 * commands, one a line, and answers each with a line. It ends when closed, and with this JVM, since
 * its input ends then.
 */
public final class Program implements AutoCloseable {
  private static final int LAST_LINES = 3;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Path errors;

  private Program(String name, List<String> what) {
    this.name = name;
    try {
      errors = Files.createTempFile("heapsh-program", ".txt");
      errors.toFile().deleteOnExit();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xmx256m");
      command.addAll(what);
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new HeapException("cannot start " + name + ": " + e.getMessage(), e);
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a class of the jar or directory that it is in.
   *
   * @throws HeapException when it cannot be started
   */
  public static Program start(Class<?> main) {
    try {
      Path code = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Program(main.getSimpleName(), List.of("-cp", code.toString(), main.getName()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Compiles a program of one source file and starts it.
   *
   * @throws HeapException when there is no such file, it does not compile, or it cannot be started
   */
  public static Program start(String sourceFile) {
    Path source = Path.of(sourceFile).toAbsolutePath();
    if (!Files.isRegularFile(source)) {
      throw new HeapException("there is no program " + source);
    }
    String file = source.getFileName().toString();
    String main = file.substring(0, file.lastIndexOf('.'));
    return new Program(file, List.of("-cp", compiled(source).toString(), main));
  }

  /** Compiles here, so that no compiler is in the heap that is to be investigated. */
  private static Path compiled(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new HeapException("this JVM has no compiler for " + source + "; use a whole JDK");
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    try {
      Path classes = Files.createTempDirectory("heapsh-program");
      int status =
          compiler.run(null, messages, messages, "-d", classes.toString(), source.toString());
      if (status != 0) {
        throw new HeapException(
            "cannot compile " + source + ": " + messages.toString(StandardCharsets.UTF_8));
      }
      deleteAtExit(classes);
      return classes;
    } catch (IOException e) {
      throw new HeapException("cannot compile " + source + ": " + e.getMessage(), e);
    }
  }

  private static void deleteAtExit(Path directory) throws IOException {
    directory.toFile().deleteOnExit();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> file.toFile().deleteOnExit());
    }
  }

  /**
   * Gives it a command and waits for the answer.
   *
   * @throws HeapException when it has ended; says its last words
   */
  public String say(String command) {
    try {
      process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      // Its input is closed: it has ended, which is told below.
    }
    throw new HeapException(name + " has ended: " + lastWords());
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(errors, StandardCharsets.UTF_8);
      return lines.isEmpty()
          ? "it said nothing"
          : String.join(" ", lines.subList(0, Math.min(LAST_LINES, lines.size())));
    } catch (IOException e) {
      return "and what it said cannot be read: " + e.getMessage();
    }
  }

  /** Returns its process id, for {@code attach}. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
  }

  @Override
  public String toString() {
    return name + ", pid " + pid();
  }
}
