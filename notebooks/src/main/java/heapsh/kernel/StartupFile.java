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
      } else if (!checking && !line.startsWith("/")) {
        java.append(line).append('\n');
      }
      checking &= !line.equals("}");
    }
  }

  /** Returns the jars of {@code /env --class-path}, as absolute paths. */
  List<Path> classPath() {
    return classPath;
  }

  /** Returns everything that any JShell evaluates, jshell or not. */
  String java() {
    return java.toString();
  }
}
