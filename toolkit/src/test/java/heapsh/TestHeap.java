package heapsh;

import heapsh.fixtures.Dump;
import heapsh.graph.HeapGraph;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.roaringbitmap.RoaringBitmap;

/** Opens the heaps of these tests and finds objects in them. */
final class TestHeap {
  private TestHeap() {}

  static Heap open(Path directory, Consumer<Dump> content) {
    return Heaps.of(directory, content);
  }

  static HeapObject at(Heap heap, long id) {
    return new HeapObject(heap, heap.graph().indexOf(id));
  }

  static ObjectSet set(Heap heap, long... ids) {
    RoaringBitmap objects = new RoaringBitmap();
    LongStream.of(ids).forEach(id -> objects.add(heap.graph().indexOf(id)));
    return heap.set(objects);
  }

  /** Returns every instance of a class. */
  static ObjectSet instances(Heap heap, String className) {
    HeapGraph graph = heap.graph();
    RoaringBitmap objects = new RoaringBitmap();
    for (int index = 0; index < graph.objectCount(); index++) {
      if (graph.heapClass(graph.classNumber(index)).name().equals(className)) {
        objects.add(index);
      }
    }
    return heap.set(objects);
  }

  /** Returns a class object. */
  static HeapObject classNamed(Heap heap, String className) {
    HeapGraph graph = heap.graph();
    for (int number = 0; number < graph.classCount(); number++) {
      if (graph.heapClass(number).name().equals(className)) {
        return new HeapObject(heap, graph.heapClass(number).objectIndex());
      }
    }
    throw new AssertionError("no class " + className);
  }
}
