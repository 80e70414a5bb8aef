package heapsh;

import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.jdk.JavaStrings;
import heapsh.render.SafeText;

/** Reads the names of threads. */
final class ThreadNames {
  private static final int NAME_LIMIT = 60;

  private ThreadNames() {}

  static String name(Heap heap, int thread) {
    HeapGraph graph = heap.graph();
    HeapField field = graph.heapClass(graph.classNumber(thread)).fieldNamed("name");
    if (field != null && field.isReference()) {
      ObjectReader reader = graph.reader();
      JavaStrings strings = heap.jdk().strings();
      int name = reader.reference(thread, field);
      if (name >= 0 && strings.isString(name)) {
        String text = strings.text(reader, name, NAME_LIMIT + 1);
        if (text != null) {
          return SafeText.quote(text, NAME_LIMIT);
        }
      }
    }
    return ClassLabels.hex(graph.idOf(thread));
  }
}
