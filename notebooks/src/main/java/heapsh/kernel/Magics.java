package heapsh.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.JShell;

/** The lines of a cell that begin with {@code %} and speak to the kernel. */
final class Magics {
  private static final String JARS = "%jars";
  private static final String NAME = "MagicError";

  private Magics() {}

  /**
   * Does what a line says.
   *
   * @throws CellException when there is no such magic, or it cannot do that
   */
  static void run(String line, JShell shell) {
    String[] words = line.split("\\s+");
    if (!words[0].equals(JARS)) {
      throw new CellException(
          NAME, "no magic " + words[0] + "; there is " + JARS + " PATH..., jars or directories");
    }
    if (words.length == 1) {
      throw new CellException(NAME, JARS + " needs a path, such as " + JARS + " lib/*.jar");
    }
    for (int i = 1; i < words.length; i++) {
      for (Path jar : found(words[i])) {
        shell.addToClasspath(jar.toString());
      }
    }
  }

  /** Returns the jars or directories that a path, or a glob in its last part, means. */
  private static List<Path> found(String typed) {
    try {
      boolean atHome = typed.startsWith("~/");
      Path base = Path.of(atHome ? System.getProperty("user.home") : "").toAbsolutePath();
      String relative = atHome ? typed.substring(2) : typed;
      int slash = relative.lastIndexOf('/');
      String last = relative.substring(slash + 1);
      return last.contains("*")
          ? glob(base.resolve(relative.substring(0, slash + 1)), last)
          : List.of(checked(base.resolve(relative).normalize()));
    } catch (InvalidPathException e) {
      throw new CellException(NAME, JARS + ": no path: " + PlainText.of(e.getMessage()));
    }
  }

  private static List<Path> glob(Path directory, String pattern) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
      entries.forEach(entry -> jars.add(entry.normalize()));
    } catch (IOException e) {
      throw new CellException(NAME, JARS + ": cannot read " + directory + ": " + e.getMessage());
    }
    if (jars.isEmpty()) {
      throw new CellException(NAME, JARS + ": nothing matches " + directory.resolve(pattern));
    }
    return jars;
  }

  private static Path checked(Path path) {
    if (!Files.exists(path)) {
      throw new CellException(NAME, JARS + ": no file " + path);
    }
    boolean isJar = path.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    if (!isJar && !Files.isDirectory(path)) {
      throw new CellException(NAME, JARS + ": " + path + " is neither a jar nor a directory");
    }
    return path;
  }
}
