package heapsh.graph;

import heapsh.hprof.FieldType;
import java.util.List;

/**
 * Computes shallow sizes, which a dump does not hold: they follow from how the JVM lays out
 * objects. Immutable. Every engine sizes objects with it.
 */
public interface ObjectLayout {
  /**
   * Returns the size of an instance in bytes.
   *
   * @param type its class, with every superclass's fields
   */
  long instanceBytes(HeapClass type);

  /**
   * Returns the size of an instance that carries words of a thread's stack behind its fields
   * (StackChunk, the only such class).
   */
  default long stackChunkBytes(HeapClass type, int words) {
    return instanceBytes(type);
  }

  /** Returns the size of an array of {@code length} elements in bytes. */
  long arrayBytes(FieldType elementType, int length);

  /** Returns the size of the class object of this class in bytes. */
  long classObjectBytes(HeapClass represented);

  /** Describes the layout in one line, with the evidence for it. */
  String describe();

  /** Returns what a reader of sizes must know, a line each; empty when all is well. */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * Returns the size of one object of a graph in bytes, for engines that do not keep sizes. Reads
   * the length of an array.
   */
  default long bytesOf(HeapGraph graph, ObjectReader reader, int index) {
    HeapClass type = graph.heapClass(graph.classNumber(index));
    int represented = graph.representedClass(index);
    if (represented >= 0) {
      return classObjectBytes(graph.heapClass(represented));
    }
    if (type.isArray()) {
      return arrayBytes(type.elementType(), reader.arrayLength(index));
    }
    HeapField words = StackChunks.sizeField(type);
    return words == null
        ? instanceBytes(type)
        : stackChunkBytes(type, (int) reader.bits(index, words));
  }
}
