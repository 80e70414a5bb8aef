package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.hprof.FieldType;

/** Tells how the bytes of an object divide into its elements and the rest. */
final class ItemSizes {
  /** With so many elements the size of an array tells how wide they are, whatever its header. */
  private static final int TELLING_LENGTH = 8;

  private static final int WIDE = 8;
  private static final int NARROW = 4;

  private ItemSizes() {}

  /** Returns the bytes of an element, 0 for what is no array. */
  static int item(HeapReader heap, int index) {
    FieldType type = heap.classOf(index).elementType();
    if (type == null || heap.graph().representedClass(index) >= 0) {
      return 0;
    }
    return switch (type) {
      case OBJECT -> referenceBytes(heap, index);
      case LONG, DOUBLE -> 8;
      case INT, FLOAT -> 4;
      case CHAR, SHORT -> 2;
      case BYTE, BOOLEAN -> 1;
    };
  }

  /** Returns the bytes without elements. */
  static long basic(HeapReader heap, int index) {
    int item = item(heap, index);
    long elements = item == 0 ? 0 : (long) item * heap.arrayLength(index);
    return heap.graph().shallowBytes(index) - elements;
  }

  /** Reads the width of a reference off this array or, when it is short, off the first longer. */
  private static int referenceBytes(HeapReader heap, int index) {
    if (heap.arrayLength(index) >= TELLING_LENGTH) {
      return width(heap, index);
    }
    HeapGraph graph = heap.graph();
    for (int other = 0; other < graph.objectCount(); other++) {
      HeapClass type = graph.heapClass(graph.classNumber(other));
      boolean isTelling =
          type.elementType() == FieldType.OBJECT
              && graph.representedClass(other) < 0
              && heap.arrayLength(other) >= TELLING_LENGTH;
      if (isTelling) {
        return width(heap, other);
      }
    }
    return width(heap, index);
  }

  private static int width(HeapReader heap, int array) {
    long bytes = heap.graph().shallowBytes(array);
    return bytes >= (long) WIDE * heap.arrayLength(array) + WIDE ? WIDE : NARROW;
  }
}
