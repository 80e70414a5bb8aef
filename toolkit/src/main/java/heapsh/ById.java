package heapsh;

/** Sorts every object into a kind of its own: the kind is its index. */
final class ById extends Classification {
  ById(Heap heap) {
    super(heap);
  }

  @Override
  Sorter sorter() {
    return index -> index;
  }

  @Override
  int kindCount() {
    return heap().graph().objectCount();
  }

  @Override
  String name(int kind) {
    return heap().classLabels().object(kind);
  }

  @Override
  String shortName(int kind, int width) {
    return ClassLabels.fitObject(name(kind), width);
  }
}
