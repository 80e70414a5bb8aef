package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the classes of a dump as HotSpot's histogram counts those of a running JVM. */
final class ClassCounts {
  private ClassCounts() {}

  /** Counts what can be reached; classes of one name are summed. O(objects), once. */
  static ClassHistogram of(Heap heap) {
    HeapGraph graph = heap.graph();
    Grouping byClass = heap.reachable().grouping();
    List<ClassCount> rows = new ArrayList<>(byClass.rows());
    for (int row = 0; row < byClass.rows(); row++) {
      String name = graph.heapClass(byClass.kind(row, row + 1).number()).name();
      rows.add(new ClassCount(name, byClass.count(row), byClass.bytes(row)));
    }
    return ClassHistogram.of(graph.info().time(), true, rows);
  }

  /** Returns the names of the classes that a set has objects of. */
  static Set<String> names(ObjectSet set) {
    HeapGraph graph = set.heap().graph();
    Grouping byClass = set.byClass().grouping();
    Set<String> names = new HashSet<>();
    for (int row = 0; row < byClass.rows(); row++) {
      names.add(graph.heapClass(byClass.kind(row, row + 1).number()).name());
    }
    return names;
  }
}
