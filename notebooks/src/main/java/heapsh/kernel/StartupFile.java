package heapsh.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code startup.jsh}, as a kernel reads it: its Java and its class path. Other commands
 * of the jshell tool, such as {@code /set}, mean nothing here, and its checks for the jar are left
 * out because they end the process.
 */
final class StartupFile {
  private static final Pattern CLASS_PATH = Pattern.compile("^/env\\s+--class-path\\s+(\\S+)\\s*$");

  private static final String HEADER =
      """
      // The verbs of heapsh for IJava and JJava. Made from startup.jsh, see StartupFileTest. Set
      // IJAVA_CLASSPATH (JJAVA_CLASSPATH) to heapsh.jar, and IJAVA_STARTUP_SCRIPTS_PATH
      // (JJAVA_STARTUP_SCRIPTS_PATH) to this file.

      """;

  private static final String BANNER = "Shell.banner()";

  private final Path home;
  private final List<Path> classPath = new ArrayList<>();
  private final StringBuilder java = new StringBuilder();

  private StartupFile(Path home) {
    this.home = home;
  }

  /**
   * Reads the file in a directory.
   *
   * @throws CellException when it cannot be read
   */
  static StartupFile in(Path home) {
    StartupFile startup = new StartupFile(home);
    Path file = home.resolve("startup.jsh");
    try {
      startup.read(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CellException(
          "StartupError", "cannot read " + file + "; run notebooks/setup.sh again: " + e);
    }
    return startup;
  }

  private void read(List<String> lines) {
    boolean checking = false;
    for (String line : lines) {
      Matcher env = CLASS_PATH.matcher(line);
      checking |= line.startsWith("if (Thread.currentThread().getContextClassLoader()");
      if (env.matches()) {
        for (String entry : env.group(1).split(":")) {
          classPath.add(home.resolve(entry).normalize());
        }
      } else if (!checking && !line.startsWith("/") && !line.equals(BANNER)) {
        java.append(line).append('\n');
      }
      checking &= !line.equals("}");
    }
  }

  /** Returns the jars of {@code /env --class-path}, as absolute paths. */
  List<Path> classPath() {
    return classPath;
  }

  /**
   * Returns the file for kernels that evaluate Java only, and want each statement ended: IJava and
   * JJava.
   */
  String forJavaKernels() {
    StringBuilder file = new StringBuilder(HEADER);
    for (String line : java.toString().strip().split("\n")) {
      boolean whole = line.isBlank() || line.endsWith(";") || line.endsWith("}");
      file.append(line).append(whole ? "" : ";").append('\n');
    }
    return file.append("Notebook.show();\n").toString();
  }

  /** Returns everything that any JShell evaluates, jshell or not. */
  String java() {
    return java.toString();
  }
}
