package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.HashMap;
import java.util.Map;

/**
 * Names classes so that no two share a name: those of several loaders get their loader added.
 * Thread-safe.
 */
final class ClassLabels {
  private static final int NAME_LIMIT = 1000;

  private final HeapGraph graph;
  private final Map<String, Integer> timesNamed = new HashMap<>();

  ClassLabels(HeapGraph graph) {
    this.graph = graph;
    for (int number = 0; number < graph.classCount(); number++) {
      timesNamed.merge(graph.heapClass(number).name(), 1, Integer::sum);
    }
  }

  /** Returns a class's name, followed by its loader when another class has the same name. */
  String name(int number) {
    HeapClass type = graph.heapClass(number);
    String name = SafeText.of(type.name(), NAME_LIMIT);
    return timesNamed.get(type.name()) == 1 ? name : name + " (" + distinction(type) + ")";
  }

  private String distinction(HeapClass type) {
    return type.isPhantom() ? "class at " + hex(type.id()) : "loader " + loader(type.loaderIndex());
  }

  /** Names a loader: {@code <boot>} for -1, else its class and id. */
  String loader(int loaderIndex) {
    return loaderIndex < 0 ? "<boot>" : object(loaderIndex);
  }

  /** Names an object by its class and id. */
  String object(int index) {
    String name = SafeText.of(graph.heapClass(graph.classNumber(index)).name(), NAME_LIMIT);
    return name + " " + hex(graph.idOf(index));
  }

  /** Shortens a name of {@link #loader} or {@link #object} from the package side. */
  static String fitObject(String name, int width) {
    int blank = name.lastIndexOf(' ');
    return blank < 0
        ? name
        : ClassNames.fit(name.substring(0, blank), width - (name.length() - blank))
            + name.substring(blank);
  }

  static String hex(long id) {
    return "0x" + Long.toHexString(id);
  }
}
