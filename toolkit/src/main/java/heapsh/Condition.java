package heapsh;

import java.util.List;

/**
 * A condition on one object, as it was parsed. Three-valued: what an object does not have is
 * neither equal nor unequal. Not thread-safe.
 */
sealed interface Condition {
  int FALSE = 0;
  int TRUE = 1;
  int UNKNOWN = 2;

  /** Returns TRUE, FALSE or UNKNOWN. Recurses as deep as parentheses are nested. */
  int test(HeapReader heap, int index);

  /** True when all parts are. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      int result = TRUE;
      for (int k = 0; k < parts.size(); k++) {
        int part = parts.get(k).test(heap, index);
        if (part == FALSE) {
          return FALSE;
        }
        result = part == UNKNOWN ? UNKNOWN : result;
      }
      return result;
    }
  }

  /** True when any part is. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      int result = FALSE;
      for (int k = 0; k < parts.size(); k++) {
        int part = parts.get(k).test(heap, index);
        if (part == TRUE) {
          return TRUE;
        }
        result = part == UNKNOWN ? UNKNOWN : result;
      }
      return result;
    }
  }

  /** True when the part is false. */
  record Not(Condition part) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      int result = part.test(heap, index);
      return result == UNKNOWN ? UNKNOWN : TRUE - result;
    }
  }

  /** True when a boolean field or box is; null is false. */
  record Truth(Operand operand) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      Value value = operand.read(index);
      heap.toUnboxed(value, 0);
      return switch (value.kind()) {
        case MISSING -> UNKNOWN;
        case NULL, EMPTY -> FALSE;
        case BOOLEAN -> value.isTrue() ? TRUE : FALSE;
        case OBJECT, DANGLING, CHAR, INTEGER, REAL, TEXT ->
            throw new HeapException(
                operand.shown()
                    + " is "
                    + value.sort()
                    + ", not true or false; compare it with ==");
      };
    }
  }

  /** Names the comparisons. */
  enum Operator {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** Returns the operator of this symbol, or null. */
    static Operator of(String symbol) {
      for (Operator operator : values()) {
        if (operator.symbol.equals(symbol)) {
          return operator;
        }
      }
      return null;
    }

    private boolean isOrder() {
      return this != EQUAL && this != UNEQUAL;
    }

    private boolean holds(int order) {
      boolean ordered = order != Comparing.UNORDERED;
      return switch (this) {
        case EQUAL -> order == 0;
        case UNEQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> ordered && order > 0;
        case GREATER_OR_EQUAL -> ordered && order >= 0;
      };
    }
  }

  /** True when two values compare as the operator says. */
  record Comparison(Operand left, Operator operator, Operand right) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      Value a = left.read(index);
      Value b = right.read(index);
      if (a.is(Value.Kind.MISSING) || b.is(Value.Kind.MISSING)) {
        return UNKNOWN;
      }
      if (operator.isOrder() && (Comparing.isNull(a) || Comparing.isNull(b))) {
        return FALSE;
      }
      int order = Comparing.compare(heap, a, b);
      if (order == Comparing.MISMATCH) {
        throw mismatch(left, a, right, b);
      }
      return operator.holds(order) ? TRUE : FALSE;
    }

    static HeapException mismatch(Operand left, Value a, Operand right, Value b) {
      return new HeapException(
          "cannot compare "
              + (left.shown() + ", " + a.sort())
              + (", with " + right.shown() + ", " + b.sort()));
    }
  }

  /**
   * True when a value equals one of several literals.
   *
   * @param longest the length of the longest text among the choices
   */
  record Membership(Operand left, List<Operand> choices, int longest) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      Value value = left.read(index);
      if (value.is(Value.Kind.MISSING)) {
        return UNKNOWN;
      }
      boolean object = value.is(Value.Kind.OBJECT);
      heap.toPlain(value, longest + 1);
      for (int k = 0; k < choices.size(); k++) {
        Value choice = choices.get(k).literal();
        int order = Comparing.compare(heap, value, choice);
        if (order == 0) {
          return TRUE;
        }
        if (order == Comparing.MISMATCH && !object) {
          throw Comparison.mismatch(left, value, choices.get(k), choice);
        }
      }
      return FALSE;
    }
  }

  /** True when a pattern is found in a text. */
  record Found(Operand left, TextPattern pattern) implements Condition {
    @Override
    public int test(HeapReader heap, int index) {
      Value value = left.read(index);
      boolean object = value.is(Value.Kind.OBJECT);
      heap.toPlain(value, HeapReader.MAX_TEXT);
      return switch (value.kind()) {
        case MISSING -> UNKNOWN;
        case TEXT -> pattern.isIn(value.text()) ? TRUE : FALSE;
        case CHAR -> pattern.isIn(String.valueOf((char) value.bits())) ? TRUE : FALSE;
        case NULL, EMPTY, OBJECT, DANGLING -> FALSE;
        case BOOLEAN, INTEGER, REAL -> {
          if (object) {
            yield FALSE;
          }
          throw new HeapException(
              left.shown() + " is " + value.sort() + "; ~ looks for a pattern in strings");
        }
      };
    }
  }
}
