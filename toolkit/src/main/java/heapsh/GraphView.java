package heapsh;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Says what a picture of references shows; changed only as {@link #with} copies it. */
final class GraphView {
  boolean back;
  int maxDepth = 3;
  int tooMany = 10;
  Predicate<HeapObject> filter = object -> true;
  Predicate<HeapObject> highlight = object -> false;
  Function<HeapObject, String> extraInfo = object -> "";
  boolean shortNames = true;
  boolean raw;

  /** Returns a copy with a change. */
  GraphView with(Consumer<GraphView> change) {
    GraphView copy = new GraphView();
    copy.back = back;
    copy.maxDepth = maxDepth;
    copy.tooMany = tooMany;
    copy.filter = filter;
    copy.highlight = highlight;
    copy.extraInfo = extraInfo;
    copy.shortNames = shortNames;
    copy.raw = raw;
    change.accept(copy);
    return copy;
  }
}
