package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.jdk.Containers;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;

/**
 * Sorts by class, but the insides of a container by class and class of the container. Kinds below
 * the number of classes are classes, the others pairs.
 */
final class ByOwner extends Classification {
  private final LongNumbers pairs = new LongNumbers();
  private final int classCount;

  ByOwner(Heap heap) {
    super(heap);
    classCount = heap.graph().classCount();
  }

  @Override
  Sorter sorter() {
    HeapGraph graph = heap().graph();
    Containers containers = heap().jdk().containers();
    LongNumbers.Cache cache = new LongNumbers.Cache(pairs);
    return index -> {
      int owner = containers.owner(index);
      int type = graph.classNumber(index);
      return owner == Containers.NO_OWNER
          ? type
          : classCount + cache.number(LongNumbers.pair(type, graph.classNumber(owner)));
    };
  }

  @Override
  int kindCount() {
    return classCount + pairs.size();
  }

  @Override
  String name(int kind) {
    if (kind < classCount) {
      return heap().classLabels().name(kind);
    }
    long pair = pairs.value(kind - classCount);
    return simple(LongNumbers.high(pair)) + " of " + simple(LongNumbers.low(pair));
  }

  @Override
  String shortName(int kind, int width) {
    String name = name(kind);
    return kind < classCount ? ClassNames.fit(name, width) : cut(name, width);
  }

  private String simple(int classNumber) {
    HeapClass type = heap().graph().heapClass(classNumber);
    return SafeText.of(ClassNames.simple(type.name()), 500);
  }
}
