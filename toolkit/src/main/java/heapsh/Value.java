package heapsh;

import heapsh.hprof.FieldType;

/**
 * Holds one value that was read from a heap. A register, overwritten by each read, so that reading
 * millions of values allocates nothing. Not thread-safe.
 */
final class Value {
  /** Names the sorts of values. */
  enum Kind {
    /** The object's class has no such member. */
    MISSING,
    /** The container has no such key or position. */
    EMPTY,
    NULL,
    OBJECT,
    /** A reference to an object that the dump does not have. */
    DANGLING,
    BOOLEAN,
    CHAR,
    INTEGER,
    REAL,
    TEXT
  }

  private Kind kind = Kind.NULL;
  private FieldType type = FieldType.OBJECT;
  private long bits;
  private String text;

  static Value ofNull() {
    return new Value();
  }

  static Value ofText(String text) {
    Value value = new Value();
    value.setText(text);
    return value;
  }

  static Value of(FieldType type, long bits) {
    Value value = new Value();
    value.setPrimitive(type, bits);
    return value;
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isPrimitive() {
    return switch (kind) {
      case BOOLEAN, CHAR, INTEGER, REAL -> true;
      case MISSING, EMPTY, NULL, OBJECT, DANGLING, TEXT -> false;
    };
  }

  FieldType type() {
    return type;
  }

  /** Returns the index of an OBJECT. */
  int object() {
    return (int) bits;
  }

  /** Returns the raw bits of a primitive, or the id of a DANGLING reference, 0 when unknown. */
  long bits() {
    return bits;
  }

  String text() {
    return text;
  }

  boolean isTrue() {
    return bits != 0;
  }

  /** Returns the number in a REAL. */
  double real() {
    return type == FieldType.FLOAT
        ? Float.intBitsToFloat((int) bits)
        : Double.longBitsToDouble(bits);
  }

  void set(Kind newKind) {
    kind = newKind;
    type = FieldType.OBJECT;
    bits = 0;
    text = null;
  }

  void setObject(int index) {
    set(Kind.OBJECT);
    bits = index;
  }

  void setDangling(long id) {
    set(Kind.DANGLING);
    bits = id;
  }

  void setText(String newText) {
    set(newText == null ? Kind.NULL : Kind.TEXT);
    text = newText;
  }

  void setPrimitive(FieldType newType, long rawBits) {
    kind =
        switch (newType) {
          case OBJECT -> throw new IllegalArgumentException("no primitive: " + newType);
          case BOOLEAN -> Kind.BOOLEAN;
          case CHAR -> Kind.CHAR;
          case FLOAT, DOUBLE -> Kind.REAL;
          case BYTE, SHORT, INT, LONG -> Kind.INTEGER;
        };
    type = newType;
    bits = rawBits;
    text = null;
  }

  /** Returns a primitive boxed, or a text. */
  Object boxed() {
    return switch (type) {
      case OBJECT -> text;
      case BOOLEAN -> bits != 0;
      case CHAR -> (char) bits;
      case FLOAT -> Float.intBitsToFloat((int) bits);
      case DOUBLE -> Double.longBitsToDouble(bits);
      case BYTE -> (byte) bits;
      case SHORT -> (short) bits;
      case INT -> (int) bits;
      case LONG -> bits;
    };
  }

  /** Names the sort of value for an error: {@code an int}, {@code a string}. */
  String sort() {
    return switch (kind) {
      case TEXT -> "a string";
      case OBJECT, DANGLING -> "an object";
      case NULL, EMPTY, MISSING -> "null";
      case BOOLEAN, CHAR, INTEGER, REAL -> (type == FieldType.INT ? "an " : "a ") + type.javaName();
    };
  }
}
