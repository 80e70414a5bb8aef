package heapsh.graph;

import heapsh.hprof.FieldType;

/**
 * Computes shallow sizes, which a dump does not hold: they follow from how the JVM lays out
 * objects. Immutable.
 */
public interface ObjectLayout {
  /**
   * Returns the size of an instance in bytes.
   *
   * @param type its class, with every superclass's fields
   */
  long instanceBytes(HeapClass type);

  /** Returns the size of an array of {@code length} elements in bytes. */
  long arrayBytes(FieldType elementType, int length);

  /** Returns the size of the class object of this class in bytes. */
  long classObjectBytes(HeapClass represented);

  /** Describes the layout in one line, with the evidence for it. */
  String describe();
}
