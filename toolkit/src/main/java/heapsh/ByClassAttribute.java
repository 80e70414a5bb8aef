package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sorts by something that follows from the class alone: its package, module or loader. */
final class ByClassAttribute extends Classification {
  private final int[] kindOfClass;
  private final List<String> names = new ArrayList<>();

  /** Sorts by what {@code attribute} gives for each class. */
  ByClassAttribute(Heap heap, Function<HeapClass, String> attribute) {
    super(heap);
    HeapGraph graph = heap.graph();
    kindOfClass = new int[graph.classCount()];
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 0; number < kindOfClass.length; number++) {
      String name = attribute.apply(graph.heapClass(number));
      Integer kind = numbers.putIfAbsent(name, names.size());
      if (kind == null) {
        kindOfClass[number] = names.size();
        names.add(name);
      } else {
        kindOfClass[number] = kind;
      }
    }
  }

  @Override
  Sorter sorter() {
    HeapGraph graph = heap().graph();
    return index -> kindOfClass[graph.classNumber(index)];
  }

  @Override
  int kindCount() {
    return names.size();
  }

  @Override
  String name(int kind) {
    return names.get(kind);
  }

  @Override
  String shortName(int kind, int width) {
    String name = names.get(kind);
    return name.length() <= width ? name : ClassLabels.fitObject(name, width);
  }
}
