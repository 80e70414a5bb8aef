package heapsh;

import heapsh.render.Html;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows itself in richer ways than as text: a notebook takes the best form that it knows, and
 * {@link #save} writes one to a file. Everything that prints is one.
 */
public interface Rich {
  /**
   * Returns this value in every form it has, by MIME type: {@code text/plain} always, {@code
   * text/html} for tables and trees, {@code image/svg+xml} for pictures. Everything from a heap in
   * it is escaped, and no form has a script or needs a network.
   *
   * <p>Cost: that of printing it.
   *
   * <p>Example: {@code hp.heap().mime().get("text/html")}
   */
  default Map<String, String> mime() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(Mime.TEXT, toString());
    forms.put(Mime.HTML, Html.pre(toString()));
    return forms;
  }

  /**
   * Returns what {@link #show} prints: nothing cut, names whole, however long.
   *
   * <p>Cost: that of printing it.
   *
   * <p>Example: {@code hp.heap().text()}
   */
  default String text() {
    return toString();
  }

  /**
   * Prints this value in full, names whole. What has pages prints the one at hand: {@code
   * .all().show()} prints everything.
   *
   * <p>Cost: that of printing it.
   *
   * <p>Example: {@code hp.heap().show()}
   */
  default void show() {
    System.out.println(text());
  }

  /**
   * Writes this value to a file that only its owner can read, and that appears whole or not at all;
   * an older one is replaced. The ending says what is written: {@code .html} a page for a browser,
   * {@code .txt} what a shell prints; of pictures {@code .svg}, of graphs {@code .dot} too. A
   * relative path starts at the directory in which the shell was started.
   *
   * <p>Cost: that of printing it.
   *
   * <p>Example: {@code hp.heap().save("heap.html")}
   *
   * @throws HeapException when there is no such form of this value, or the file cannot be written
   */
  default void save(String path) {
    SavedForm.write(this, path);
  }
}
