package heapsh;

import java.util.Map;

/** Shows itself in richer ways than as text: a notebook takes the best form that it knows. */
public interface Rich {
  /**
   * Returns this value in every form it has, by MIME type: {@code text/plain} always, {@code
   * image/svg+xml} for plots. Everything from a heap in it is escaped.
   *
   * <p>Cost: that of the drawing.
   *
   * <p>Example: {@code watch.plot().mime().get("image/svg+xml")}
   */
  Map<String, String> mime();
}
