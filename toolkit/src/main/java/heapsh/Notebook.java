package heapsh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * Makes the Java kernels of Jupyter show results of heapsh as tables and pictures: IJava, JJava,
 * and heapsh's own.
 *
 * <p>In a notebook of IJava or JJava the first cell is
 *
 * <pre>{@code
 * %jars /path/to/heapsh.jar
 * heapsh.Notebook.start();
 * }</pre>
 */
public final class Notebook {
  private static final String VERBS = "startup-java.jsh";

  private Notebook() {}

  /**
   * Defines the verbs of the shell, such as open() and hp, in the IJava or JJava notebook that this
   * runs in, and lets it show results as tables and pictures. Those that set
   * IJAVA_STARTUP_SCRIPTS_PATH or JJAVA_STARTUP_SCRIPTS_PATH to startup-java.jsh do not need it.
   *
   * <p>Cost: compiles some forty lines.
   *
   * <p>Example: {@code heapsh.Notebook.start()}
   *
   * @throws HeapException when this is no notebook of these kernels
   */
  public static void start() {
    JavaKernel kernel =
        JavaKernel.running()
            .orElseThrow(
                () ->
                    new HeapException(
                        "this is no notebook of IJava or JJava; jshell --startup startup.jsh, or"
                            + " notebooks/setup.sh for a kernel that needs no start()"));
    kernel.evaluate(verbs()); // Its last line calls show().
  }

  /**
   * Lets the IJava or JJava notebook that this runs in show results as tables and pictures; does
   * nothing elsewhere.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Notebook.show()}
   *
   * @return whether there is such a kernel
   */
  public static boolean show() {
    Optional<JavaKernel> kernel = JavaKernel.running();
    kernel.ifPresent(found -> found.render(Rich.class, value -> ((Rich) value).mime()));
    kernel.ifPresent(found -> found.render(Table.class, value -> forms((Table) value)));
    return kernel.isPresent();
  }

  /**
   * Returns every form that a notebook can show a value in, by MIME type: those of results of
   * heapsh and of tablesaw tables; nothing for other values.
   *
   * <p>Cost: that of the answer.
   *
   * <p>Example: {@code Notebook.forms(hp.heap().toTable())}
   */
  public static Map<String, String> forms(Object value) {
    if (value instanceof Rich rich) {
      return rich.mime();
    }
    return value instanceof Table table ? forms(table) : Map.of();
  }

  private static Map<String, String> forms(Table table) {
    return Map.of("text/plain", TableHtml.plain(table), "text/html", TableHtml.of(table));
  }

  /**
   * Returns what help() prints for a name, if there is such a verb or type.
   *
   * <p>Cost: O(verbs).
   *
   * <p>Example: {@code Notebook.help("ObjectSet.byVia")}
   *
   * @param name {@code byVia}, {@code ObjectSet} or {@code ObjectSet.byVia}
   */
  public static Optional<String> help(String name) {
    Help help = Help.load();
    return help.knows(name) ? Optional.of(help.of(name)) : Optional.empty();
  }

  private static String verbs() {
    try (InputStream in = Notebook.class.getResourceAsStream(VERBS)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + VERBS);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
