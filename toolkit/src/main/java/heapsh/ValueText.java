package heapsh;

import heapsh.graph.HeapClass;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;

/** Shows a value from a heap on one line, safe for a terminal and at most so wide. */
final class ValueText {
  /** Below this a value says nothing any more. */
  private static final int MIN_WIDTH = 12;

  private ValueText() {}

  /** Shows a value as it was made for a user: a HeapObject, a String, a box, null. */
  static String of(Object value, int width) {
    if (value instanceof HeapObject object) {
      Value register = new Value();
      register.setObject(object.index());
      return of(HeapReader.of(object.heap()), register, width);
    }
    if (value instanceof String text) {
      return quote(text, Math.max(width, MIN_WIDTH));
    }
    return value instanceof Character c ? ofChar(c) : cut(String.valueOf(value), width);
  }

  /** Shows a value as it was read. */
  static String of(HeapReader heap, Value value, int width) {
    return switch (value.kind()) {
      case OBJECT -> ofObject(heap, value.object(), Math.max(width, MIN_WIDTH));
      case DANGLING -> new Dangling(value.bits()).toString();
      case NULL, EMPTY, MISSING -> "null";
      case CHAR -> ofChar((char) value.bits());
      case BOOLEAN, INTEGER, REAL -> String.valueOf(value.boxed());
      case TEXT -> quote(value.text(), Math.max(width, MIN_WIDTH));
    };
  }

  private static String ofChar(char c) {
    return c == '\'' ? "'\\''" : "'" + SafeText.of(String.valueOf(c), 1) + "'";
  }

  private static String ofObject(HeapReader heap, int index, int width) {
    if (heap.isString(index)) {
      return ofString(heap, index, width);
    }
    int represented = heap.graph().representedClass(index);
    if (represented >= 0) {
      return "class " + className(heap.graph().heapClass(represented).name(), width - 6);
    }
    Value plain = new Value();
    plain.setObject(index);
    String type = heap.classOf(index).name();
    if (heap.toUnboxed(plain, width)) {
      return ClassNames.simple(type) + ' ' + of(heap, plain, width);
    }
    String constant = heap.enumName(index);
    return constant == null
        ? reference(heap, index, width)
        : enumText(heap, index, constant, width);
  }

  private static String ofString(HeapReader heap, int index, int width) {
    String text = heap.text(index, width + 1);
    if (text == null) {
      return reference(heap, index, width);
    }
    if (text.length() <= width - 2) {
      String whole = SafeText.quote(text, width);
      if (whole.length() <= width) {
        return whole;
      }
    }
    String length = " (" + heap.length(index) + " chars)";
    return quote(text, Math.max(MIN_WIDTH, width - length.length())) + length;
  }

  private static String enumText(HeapReader heap, int index, String constant, int width) {
    HeapClass type = heap.classOf(index);
    HeapClass above = heap.graph().heapClass(type.superNumber());
    // A constant with a body is of a class of its own, below the enum.
    String name = above.name().equals("java.lang.Enum") ? type.name() : above.name();
    return cut(
        SafeText.of(ClassNames.simple(name), width) + '.' + SafeText.of(constant, width), width);
  }

  /**
   * Shows an object by class and id, an array with its length: {@code byte[1024] 0x7f43a051d360}.
   */
  static String reference(HeapReader heap, int index, int width) {
    HeapClass type = heap.classOf(index);
    String id = " 0x" + Long.toHexString(heap.graph().idOf(index));
    String name = type.name();
    int brackets = name.indexOf("[]");
    if (type.isArray() && brackets > 0) {
      name =
          name.substring(0, brackets + 1) + heap.arrayLength(index) + name.substring(brackets + 1);
    }
    return className(name, width - id.length()) + id;
  }

  /** Makes a class name safe, and short where it must be. */
  static String className(String name, int width) {
    return cut(ClassNames.fit(SafeText.of(name, 1000), width), width);
  }

  /** Quotes a text so that with its escapes it fits. */
  private static String quote(String text, int width) {
    int chars = width - 2;
    String quoted = SafeText.quote(text, chars);
    while (quoted.length() > width && chars > 0) {
      chars = Math.max(0, chars - Math.max(1, (quoted.length() - width) / 6));
      quoted = SafeText.quote(text, chars);
    }
    return quoted;
  }

  /** Cuts a safe text. */
  static String cut(String text, int width) {
    return text.length() <= Math.max(width, MIN_WIDTH)
        ? text
        : text.substring(0, Math.max(width, MIN_WIDTH) - 3) + "...";
  }
}
