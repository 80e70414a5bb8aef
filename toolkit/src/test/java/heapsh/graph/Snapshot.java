package heapsh.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells all of a graph by ids, so that graphs of the same dump can be compared. */
final class Snapshot {
  private Snapshot() {}

  /** Returns each object's class, size, roots and references, by its id. */
  static Map<Long, String> of(HeapGraph graph) {
    Map<Long, String> all = new TreeMap<>();
    ReferenceCursor out = graph.outgoing();
    for (int i = 0; i < graph.objectCount(); i++) {
      List<String> targets = new ArrayList<>();
      out.moveTo(i);
      for (int t = out.next(); t >= 0; t = out.next()) {
        targets.add(out.slot() + ":" + Long.toHexString(graph.idOf(t)));
      }
      all.put(
          graph.idOf(i),
          graph.heapClass(graph.classNumber(i)).name()
              + " "
              + graph.shallowBytes(i)
              + " "
              + graph.roots().of(i).stream().map(root -> root.kind().text()).sorted().toList()
              + " "
              + targets);
    }
    return all;
  }
}
