package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.hprof.FieldType;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Map;

/**
 * Knows which classes stand for plain values: the boxes of primitives, and enums. Not thread-safe.
 */
final class PlainTypes {
  private static final Map<String, FieldType> BOXES =
      Map.of(
          "java.lang.Boolean", FieldType.BOOLEAN,
          "java.lang.Character", FieldType.CHAR,
          "java.lang.Float", FieldType.FLOAT,
          "java.lang.Double", FieldType.DOUBLE,
          "java.lang.Byte", FieldType.BYTE,
          "java.lang.Short", FieldType.SHORT,
          "java.lang.Integer", FieldType.INT,
          "java.lang.Long", FieldType.LONG);

  /** No class hierarchy is deeper; a hostile dump may hold a cycle of superclasses. */
  static final int MAX_SUPERS = 1000;

  private record PlainType(HeapField boxed, HeapField enumName) {}

  private static final PlainType NONE = new PlainType(null, null);

  private final HeapGraph graph;
  private final Int2ObjectOpenHashMap<PlainType> byClass = new Int2ObjectOpenHashMap<>();
  private int lastClass = -1;
  private PlainType last = NONE;

  PlainTypes(HeapGraph graph) {
    this.graph = graph;
  }

  /** Returns the field with the primitive of a box, null when the class is none. O(1). */
  HeapField boxed(int classNumber) {
    return typeOf(classNumber).boxed();
  }

  /**
   * Returns the field with the name of an enum's constant, null when the class is no enum. O(1).
   */
  HeapField enumName(int classNumber) {
    return typeOf(classNumber).enumName();
  }

  private PlainType typeOf(int classNumber) {
    if (classNumber != lastClass) {
      last = byClass.get(classNumber);
      if (last == null) {
        last = find(graph.heapClass(classNumber));
        byClass.put(classNumber, last);
      }
      lastClass = classNumber;
    }
    return last;
  }

  private PlainType find(HeapClass type) {
    FieldType boxedType = BOXES.get(type.name());
    HeapField value = boxedType == null ? null : type.fieldNamed("value");
    if (value != null && value.type() == boxedType) {
      return new PlainType(value, null);
    }
    HeapField name = type.fieldNamed("name");
    return name != null && name.isReference() && enumAbove(type) ? new PlainType(null, name) : NONE;
  }

  private boolean enumAbove(HeapClass type) {
    HeapClass above = type;
    for (int depth = 0; depth < MAX_SUPERS && above.superNumber() >= 0; depth++) {
      above = graph.heapClass(above.superNumber());
      if (above.name().equals("java.lang.Enum")) {
        return true;
      }
    }
    return false;
  }
}
