package heapsh;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles lines as the shell takes them, with the imports and verbs of {@code startup.jsh}, and
 * runs them one by one.
 */
final class Snippets implements AutoCloseable {
  private static final String NAME = "Lines";

  private final URLClassLoader loader;
  private final Class<?> lines;

  private Snippets(URLClassLoader loader, Class<?> lines) {
    this.loader = loader;
    this.lines = lines;
  }

  /** Says what became of a line: null when it ran. */
  record Outcome(String line, Throwable failure) {
    boolean failed() {
      return failure != null;
    }

    /** Tells whether the line asked a dump for what only a running JVM has. */
    boolean needsJvm() {
      return failure instanceof HeapException
          && String.valueOf(failure.getMessage()).contains("needs a running JVM");
    }

    @Override
    public String toString() {
      return line + "\n    " + failure;
    }
  }

  /**
   * Compiles lines.
   *
   * @param variables types and names of what they may use
   * @throws AssertionError when one does not compile
   */
  static Snippets compile(Path directory, Map<String, String> variables, List<String> code) {
    Path source = directory.resolve(NAME + ".java");
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try {
      Files.writeString(source, source(variables, code));
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
        String classPath =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        compiler
            .getTask(
                null,
                files,
                problems,
                List.of("-proc:none", "-cp", classPath, "-d", directory.toString()),
                null,
                files.getJavaFileObjects(source))
            .call();
      }
      throwErrors(problems, Files.readAllLines(source));
      URL[] here = {directory.toUri().toURL()};
      URLClassLoader loader = new URLClassLoader(here, Snippets.class.getClassLoader());
      return new Snippets(loader, loader.loadClass(NAME));
    } catch (MalformedURLException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void throwErrors(
      DiagnosticCollector<JavaFileObject> problems, List<String> source) {
    String errors =
        problems.getDiagnostics().stream()
            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
            .map(
                p ->
                    source.get((int) p.getLineNumber() - 1).strip() + "\n    " + p.getMessage(null))
            .collect(Collectors.joining("\n"));
    if (!errors.isEmpty()) {
      throw new AssertionError("these lines do not compile:\n" + errors);
    }
  }

  private static String source(Map<String, String> variables, List<String> code)
      throws IOException {
    List<String> text = new ArrayList<>();
    List<String> members = new ArrayList<>();
    for (String line : Files.readAllLines(startup())) {
      if (line.startsWith("import ")) {
        text.add(line + ";");
      } else if (line.matches("(\\w+) (\\w+)\\(.*\\) \\{.*\\}")) {
        members.add("  static " + line);
      } else if (line.matches("[A-Z]\\w+ \\w+ = .*") && !isGiven(line, variables)) {
        members.add("  static " + line + ";");
      }
    }
    text.add("public class " + NAME + " {");
    variables.forEach((name, type) -> text.add("  public static " + type + " " + name + ";"));
    text.addAll(members);
    text.add("  static void run(java.util.concurrent.Callable<?> c) throws Exception {");
    text.add("    String.valueOf(c.call());");
    text.add("  }");
    text.add("  static void run(Runnable r) { r.run(); }");
    for (int i = 0; i < code.size(); i++) {
      text.add(
          "  public static void line" + i + "() throws Exception { " + body(code.get(i)) + " }");
    }
    text.add("}");
    return String.join("\n", text) + "\n";
  }

  private static boolean isGiven(String line, Map<String, String> variables) {
    return variables.containsKey(line.split(" ")[1]);
  }

  private static Path startup() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("startup.jsh")) ? here : here.getParent();
    return root.resolve("startup.jsh");
  }

  /** Makes a body of a line; what stands before its last semicolon are statements. */
  private static String body(String line) {
    if (line.startsWith("for ") || line.matches("[A-Z]\\w* \\w+ = .*")) {
      return line + ";";
    }
    int last = line.lastIndexOf("; ");
    String before = last < 0 ? "" : line.substring(0, last + 2);
    return before + "run(() -> " + line.substring(before.length()) + ");";
  }

  /** Sets a variable. */
  void set(String name, Object value) {
    try {
      lines.getField(name).set(null, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a variable, as the lines have left it. */
  Object get(String name) {
    try {
      return lines.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a line; what it prints goes nowhere. */
  Outcome run(int number, String line) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      lines.getMethod("line" + number).invoke(null);
      return new Outcome(line, null);
    } catch (InvocationTargetException e) {
      return new Outcome(line, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      System.setOut(out);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
