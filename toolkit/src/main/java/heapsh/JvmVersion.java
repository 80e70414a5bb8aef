package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.jdk.JavaStrings;
import heapsh.render.SafeText;
import java.util.Map;
import java.util.TreeMap;

/** Finds out which JVM wrote a dump: its system properties are in the heap. */
final class JvmVersion {
  private static final int TEXT_LIMIT = 100;

  private JvmVersion() {}

  static String of(Heap heap) {
    Map<String, String> found = properties(heap);
    String version = found.get("java.version");
    if (version == null) {
      return "unknown (no system properties found)";
    }
    String name = found.get("java.vm.name");
    return name == null ? version : version + ", " + name;
  }

  private static Map<String, String> properties(Heap heap) {
    Map<String, String> found = new TreeMap<>();
    HeapGraph graph = heap.graph();
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      HeapField props = type.name().equals("java.lang.System") ? type.staticNamed("props") : null;
      if (props != null && props.isReference() && type.objectIndex() >= 0) {
        read(heap, graph.reader().reference(type.objectIndex(), props), found);
      }
    }
    return found;
  }

  private static void read(Heap heap, int properties, Map<String, String> found) {
    if (properties < 0) {
      return;
    }
    ObjectReader reader = heap.graph().reader();
    heap.jdk()
        .containers()
        .entries(
            reader,
            properties,
            (key, value) -> {
              String name = text(heap, reader, key);
              if (name != null && name.startsWith("java.v")) {
                String text = text(heap, reader, value);
                if (text != null) {
                  found.put(name, text);
                }
              }
            });
  }

  private static String text(Heap heap, ObjectReader reader, int index) {
    JavaStrings strings = heap.jdk().strings();
    if (index < 0 || !strings.isString(index)) {
      return null;
    }
    String text = strings.text(reader, index, TEXT_LIMIT);
    return text == null ? null : SafeText.of(text, TEXT_LIMIT);
  }
}
