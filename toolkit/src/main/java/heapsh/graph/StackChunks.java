package heapsh.graph;

/**
 * Knows the one class whose instances differ in size: {@code jdk.internal.vm.StackChunk} (JDK 19+)
 * carries the frames of a virtual thread behind its fields, as many words as its field {@code size}
 * says.
 */
final class StackChunks {
  private static final String CLASS = "jdk.internal.vm.StackChunk";
  private static final String SIZE = "size";

  private StackChunks() {}

  /** Returns the field that holds the number of words, or null for every other class. */
  static HeapField sizeField(HeapClass type) {
    if (!type.name().equals(CLASS)) {
      return null;
    }
    HeapField field = type.fieldNamed(SIZE);
    return field != null && field.type() == heapsh.hprof.FieldType.INT ? field : null;
  }
}
