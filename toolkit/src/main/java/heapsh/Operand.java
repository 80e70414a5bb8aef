package heapsh;

import heapsh.render.SafeText;
import java.util.List;

/**
 * One side of a comparison: a literal, or a path that is read from each object. Not thread-safe.
 */
final class Operand {
  private static final int NONE = -1;

  private final String text;
  private final Value literal;
  private final List<Step> steps;
  private PathCursor cursor;
  private boolean found;
  private int firstMissing = NONE;

  private Operand(String text, Value literal, List<Step> steps) {
    this.text = text;
    this.literal = literal;
    this.steps = steps;
  }

  static Operand ofLiteral(String text, Value literal) {
    return new Operand(text, literal, List.of());
  }

  static Operand ofPath(List<Step> steps) {
    return new Operand(FieldPath.text(steps), null, steps);
  }

  boolean isLiteral() {
    return literal != null;
  }

  Value literal() {
    return literal;
  }

  /** Makes the operand read from a heap; before that only literals can be read. */
  void bind(HeapReader heap) {
    cursor = literal == null ? new PathCursor(steps, heap) : null;
  }

  /** Reads the operand for one object; the value is good until the next read. */
  Value read(int index) {
    if (literal != null) {
      return literal;
    }
    Value value = cursor.read(index);
    if (!value.is(Value.Kind.MISSING)) {
      found = found || !cursor.nullOnTheWay();
    } else if (firstMissing == NONE) {
      firstMissing = index;
    }
    return value;
  }

  /** Forgets which object was the first without what the path names. */
  void forgetMissing() {
    firstMissing = NONE;
  }

  /** Returns whether no object yet had what the path names. */
  boolean isUnfound() {
    return literal == null && !found;
  }

  /** Throws when the path was read and no object had what it names. */
  void checkFound() {
    if (isUnfound() && firstMissing != NONE) {
      throw new HeapException(cursor.explain(firstMissing));
    }
  }

  /** Returns the operand as it was written, safe and short. */
  String shown() {
    String safe = SafeText.of(text, 60);
    return literal == null ? "'" + safe + "'" : safe;
  }
}
