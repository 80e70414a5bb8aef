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
    String name = name(kind);
    int blank = name.lastIndexOf(' ');
    return heapsh.render.ClassNames.fit(name.substring(0, blank), width - (name.length() - blank))
        + name.substring(blank);
  }
}
