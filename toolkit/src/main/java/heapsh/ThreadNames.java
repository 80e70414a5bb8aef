package heapsh;

import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.render.SafeText;

/** Reads the names of threads. */
final class ThreadNames {
  private static final int NAME_LIMIT = 60;
  private static final int NAME_CHARS = 1000;

  private ThreadNames() {}

  static String name(Heap heap, int thread) {
    String text = text(heap, thread);
    return text.isEmpty()
        ? ClassLabels.hex(heap.graph().idOf(thread))
        : SafeText.quote(text, NAME_LIMIT);
  }

  /** Returns the name as it stands in the heap, empty when there is none: a char[] up to JDK 8. */
  static String text(Heap heap, int thread) {
    HeapGraph graph = heap.graph();
    HeapField field = graph.heapClass(graph.classNumber(thread)).fieldNamed("name");
    if (field == null || !field.isReference()) {
      return "";
    }
    int name = graph.reader().reference(thread, field);
    HeapReader reader = HeapReader.of(heap);
    String text =
        name >= 0 && ObjectText.hasText(reader, name)
            ? ObjectText.read(reader, name, NAME_CHARS)
            : null;
    return text == null ? "" : text;
  }
}
