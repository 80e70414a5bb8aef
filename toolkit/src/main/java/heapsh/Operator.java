package heapsh;

import java.util.Set;

/** Compares what an object has with what a kind names. */
enum Operator {
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  AT_LEAST(">="),
  GREATER(">");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Returns what stands before a name: nothing for the plain comparison. */
  String prefix() {
    return this == EQUAL ? "" : text + " ";
  }

  /**
   * Reads a comparison.
   *
   * @throws HeapException when it is none
   */
  static Operator of(String text) {
    for (Operator operator : values()) {
      if (operator.text.equals(text)) {
        return operator;
      }
    }
    throw new HeapException("no comparison '" + text + "'; there are ==, !=, <, <=, >= and >");
  }

  /** Compares numbers. */
  boolean holds(long left, long right) {
    return holds(left <= right, left >= right);
  }

  /** Compares sets by inclusion. */
  boolean holds(Set<?> left, Set<?> right) {
    return holds(right.containsAll(left), left.containsAll(right));
  }

  /** Compares what is at most, and at least, the other. */
  boolean holds(boolean isAtMost, boolean isAtLeast) {
    return switch (this) {
      case EQUAL -> isAtMost && isAtLeast;
      case UNEQUAL -> !(isAtMost && isAtLeast);
      case LESS -> isAtMost && !isAtLeast;
      case AT_MOST -> isAtMost;
      case AT_LEAST -> isAtLeast;
      case GREATER -> isAtLeast && !isAtMost;
    };
  }
}
