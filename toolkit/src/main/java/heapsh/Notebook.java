package heapsh;

import java.util.Optional;

/** What Java kernels of Jupyter use of heapsh, beside the verbs of the shell. */
public final class Notebook {
  private Notebook() {}

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
}
