package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Knows the objects that a reference pattern does not follow. */
final class PatternStops {
  private static final Set<String> STOPS =
      Set.of("java.lang.Class", "java.lang.ClassLoader", "java.lang.Module", "java.lang.Thread");
  private static final int DEEPEST = 1000;

  private final Heap heap;
  private final List<Kind> kinds;
  private final BitSet classes;

  /** Makes the knowledge of these kinds; null means classes, loaders, modules and threads. */
  PatternStops(Heap heap, List<Kind> kinds) {
    this.heap = heap;
    this.kinds = kinds;
    classes = kinds == null ? stopClasses(heap.graph()) : null;
  }

  /** Returns the numbers of the classes of classes, loaders, modules and threads. O(classes). */
  static BitSet stopClasses(HeapGraph graph) {
    BitSet stops = new BitSet();
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      for (int depth = 0; depth < DEEPEST && !STOPS.contains(type.name()); depth++) {
        if (type.superNumber() < 0) {
          break;
        }
        type = graph.heapClass(type.superNumber());
      }
      stops.set(number, STOPS.contains(type.name()));
    }
    return stops;
  }

  /** Tells whether no object of a set is followed. */
  boolean all(RoaringBitmap set) {
    if (classes == null) {
      return allOfKinds(set);
    }
    HeapGraph graph = heap.graph();
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if (!classes.get(graph.classNumber(it.next()))) {
        return false;
      }
    }
    return true;
  }

  private boolean allOfKinds(RoaringBitmap set) {
    List<Kind.Matcher> matchers = new ArrayList<>();
    for (Kind kind : kinds) {
      matchers.add(kind.matcher(heap));
    }
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      boolean stops = false;
      for (Kind.Matcher matcher : matchers) {
        stops = stops || matcher.matches(index);
      }
      if (!stops) {
        return false;
      }
    }
    return true;
  }
}
