package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.util.ArrayList;
import java.util.List;

/** Counts the classes of a dump as HotSpot's histogram counts those of a running JVM. */
final class ClassCounts {
  private ClassCounts() {}

  /** Counts what can be reached; classes of one name are summed. O(objects), once. */
  static ClassHistogram of(Heap heap) {
    HeapGraph graph = heap.graph();
    Grouping byClass = heap.heap().grouping();
    List<ClassCount> rows = new ArrayList<>(byClass.rows());
    for (int row = 0; row < byClass.rows(); row++) {
      String name = graph.heapClass(byClass.kind(row, row + 1).number()).name();
      rows.add(new ClassCount(name, byClass.count(row), byClass.bytes(row)));
    }
    return ClassHistogram.of(graph.info().time(), true, rows);
  }
}
