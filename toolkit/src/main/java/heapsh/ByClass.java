package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;

/** Sorts by class: the kind is the class's number. */
final class ByClass extends Classification {
  ByClass(Heap heap) {
    super(heap);
  }

  @Override
  Sorter sorter() {
    HeapGraph graph = heap().graph();
    return graph::classNumber;
  }

  @Override
  int kindCount() {
    return heap().graph().classCount();
  }

  @Override
  String name(int kind) {
    return heap().classLabels().name(kind);
  }

  @Override
  String shortName(int kind, int width) {
    return ClassNames.fit(name(kind), width);
  }
}
