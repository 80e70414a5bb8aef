package heapsh;

/** Makes Java values of what was read from a heap. */
final class HeapValues {
  private HeapValues() {}

  /** Returns a primitive boxed, an object as HeapObject, a text as String, or null. */
  static Object of(Heap heap, Value value) {
    return switch (value.kind()) {
      case OBJECT -> new HeapObject(heap, value.object());
      case DANGLING -> new Dangling(value.bits());
      case NULL, EMPTY, MISSING -> null;
      case BOOLEAN, CHAR, INTEGER, REAL, TEXT -> value.boxed();
    };
  }

  /** Returns the same with Strings and boxes as Java has them. */
  static Object plain(HeapReader heap, Value value) {
    if (value.is(Value.Kind.OBJECT)) {
      heap.toUnboxed(value, Integer.MAX_VALUE);
    }
    return of(heap.heap(), value);
  }
}
