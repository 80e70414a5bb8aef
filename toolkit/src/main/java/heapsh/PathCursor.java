package heapsh;

import heapsh.render.SafeText;
import java.util.List;

/** Follows one path from one object after another. Reuses its one value; not thread-safe. */
final class PathCursor {
  private static final String DANGLING = "a reference to an object that the dump does not hold";

  private final List<Step> steps;
  private final Step.Walker[] walkers;
  private final HeapReader heap;
  private final Value value = new Value();

  /** The step that the last read could not take, or the number of steps. */
  private int stoppedAt;

  /** The object that the last step was taken from. */
  private int holder;

  /**
   * What stood before the end of the path in the last read and is neither null nor an object;
   * otherwise null.
   */
  private String inTheWay;

  PathCursor(List<Step> steps, HeapReader heap) {
    this.steps = steps;
    this.heap = heap;
    walkers = new Step.Walker[steps.size()];
    for (int k = 0; k < walkers.length; k++) {
      walkers[k] = steps.get(k).on(heap);
    }
  }

  /**
   * Reads what the path leads to: MISSING and EMPTY where it cannot be followed, NULL also where
   * null stands on the way.
   *
   * @return the value, which the next read overwrites
   */
  Value read(int index) {
    value.setObject(index);
    holder = index;
    inTheWay = null;
    for (stoppedAt = 0; stoppedAt < walkers.length; stoppedAt++) {
      if (!value.is(Value.Kind.OBJECT)) {
        return stop();
      }
      holder = value.object();
      walkers[stoppedAt].walk(holder, value);
      if (value.is(Value.Kind.MISSING) || value.is(Value.Kind.EMPTY)) {
        return value;
      }
    }
    return value;
  }

  /** Ends a read at a value from which no step leads on. */
  private Value stop() {
    if (!value.is(Value.Kind.NULL)) {
      inTheWay = value.is(Value.Kind.DANGLING) ? DANGLING : value.sort();
      value.set(Value.Kind.MISSING);
    }
    return value;
  }

  /** Tells whether null stood before the end of the path in the last read. */
  boolean nullOnTheWay() {
    return value.is(Value.Kind.NULL) && stoppedAt < walkers.length;
  }

  /** Says why {@link #read} gave MISSING, EMPTY or null on the way for an object, in one line. */
  String explain(int index) {
    read(index);
    if (nullOnTheWay()) {
      return here() + " is null in " + describe(index) + ", so " + rest() + " leads nowhere";
    }
    return inTheWay == null
        ? walkers[stoppedAt].explain(holder)
        : here() + " is " + inTheWay + ", so " + rest() + " leads nowhere";
  }

  private String here() {
    return "'" + SafeText.of(text(0, stoppedAt), 80) + "'";
  }

  private String rest() {
    return "'" + SafeText.of(text(stoppedAt, walkers.length), 80) + "'";
  }

  private String text(int from, int to) {
    return FieldPath.text(steps.subList(from, to));
  }

  private String describe(int index) {
    return SafeText.of(heap.classOf(index).name(), 200)
        + " 0x"
        + Long.toHexString(heap.graph().idOf(index));
  }
}
