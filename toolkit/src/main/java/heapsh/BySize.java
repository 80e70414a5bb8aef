package heapsh;

import heapsh.graph.HeapGraph;

/**
 * Sorts by shallow size: small sizes are their own kind number, larger ones are numbered after
 * them.
 */
final class BySize extends Classification {
  private static final int SMALL = 4096;

  private final LongNumbers large = new LongNumbers();

  BySize(Heap heap) {
    super(heap);
  }

  @Override
  Sorter sorter() {
    HeapGraph graph = heap().graph();
    LongNumbers.Cache cache = new LongNumbers.Cache(large);
    return index -> {
      long bytes = graph.shallowBytes(index);
      return bytes < SMALL ? (int) bytes : SMALL + cache.number(bytes);
    };
  }

  @Override
  int kindCount() {
    return SMALL + large.size();
  }

  @Override
  String name(int kind) {
    return Long.toString(kind < SMALL ? kind : large.value(kind - SMALL));
  }
}
