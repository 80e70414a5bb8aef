package heapsh;

/**
 * Compares values as a Java programmer means them: numbers of any type by value, Strings by text,
 * boxes by what they hold, constants of an enum by name, other objects by identity.
 */
final class Comparing {
  /**
   * What {@link #compare} gives for values that are not equal and have no order: NaN, two objects,
   * null and another.
   */
  static final int UNORDERED = 2;

  /**
   * What {@link #compare} gives for plain values of two sorts that are never equal, such as a
   * number and a text.
   */
  static final int MISMATCH = 3;

  private Comparing() {}

  /**
   * Tells whether two values are equal. Objects that stand for plain values are replaced by these.
   */
  static boolean equal(HeapReader heap, Value left, Value right) {
    return compare(heap, left, right) == 0;
  }

  /**
   * Compares two values. Objects that stand for plain values are replaced by these.
   *
   * @return less than, equal to or greater than 0 as the order is (negative, 0, positive), {@link
   *     #UNORDERED} or {@link #MISMATCH}
   */
  static int compare(HeapReader heap, Value left, Value right) {
    if (isNull(left) || isNull(right)) {
      return isNull(left) && isNull(right) ? 0 : UNORDERED;
    }
    boolean objects = left.is(Value.Kind.OBJECT) || right.is(Value.Kind.OBJECT);
    if (left.is(Value.Kind.OBJECT)
        && right.is(Value.Kind.OBJECT)
        && left.object() == right.object()) {
      return 0;
    }
    boolean plain = heap.toPlain(left, limit(right)) && heap.toPlain(right, limit(left));
    if (isNull(left) || isNull(right)) {
      return UNORDERED;
    }
    int order = plain ? comparePlain(left, right) : UNORDERED;
    // An Object may hold a String here and an Integer there: no mistake of who asks.
    return order == MISMATCH && objects ? UNORDERED : order;
  }

  static boolean isNull(Value value) {
    return value.is(Value.Kind.NULL) || value.is(Value.Kind.EMPTY);
  }

  /**
   * Returns how much text decides a comparison with the other value: one character more than it
   * has.
   */
  private static int limit(Value other) {
    return other.is(Value.Kind.TEXT) ? other.text().length() + 1 : HeapReader.MAX_TEXT;
  }

  private static int comparePlain(Value left, Value right) {
    if (left.is(Value.Kind.TEXT) || right.is(Value.Kind.TEXT)) {
      String a = textOf(left);
      String b = textOf(right);
      return a == null || b == null ? MISMATCH : Integer.signum(a.compareTo(b));
    }
    if (left.is(Value.Kind.BOOLEAN) || right.is(Value.Kind.BOOLEAN)) {
      return left.kind() != right.kind() ? MISMATCH : left.bits() == right.bits() ? 0 : UNORDERED;
    }
    return compareNumbers(left, right);
  }

  private static String textOf(Value value) {
    return switch (value.kind()) {
      case TEXT -> value.text();
      case CHAR -> String.valueOf((char) value.bits());
      case MISSING, EMPTY, NULL, OBJECT, DANGLING, BOOLEAN, INTEGER, REAL -> null;
    };
  }

  private static int compareNumbers(Value left, Value right) {
    boolean leftReal = left.is(Value.Kind.REAL);
    boolean rightReal = right.is(Value.Kind.REAL);
    if (leftReal && rightReal) {
      return compare(left.real(), right.real());
    }
    if (leftReal) {
      int order = compare(right.bits(), left.real());
      return order == UNORDERED ? UNORDERED : -order;
    }
    return rightReal ? compare(left.bits(), right.real()) : Long.compare(left.bits(), right.bits());
  }

  private static int compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : UNORDERED;
  }

  /**
   * Compares exactly: a double holds 53 bits, so that converting a large long could make unequal
   * ones equal.
   */
  private static int compare(long a, double b) {
    int order = compare((double) a, b);
    if (order != 0 || b >= 0x1p63) {
      return order == 0 ? -1 : order;
    }
    return Long.compare(a, (long) b);
  }
}
