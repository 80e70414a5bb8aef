package heapsh;

import heapsh.render.SafeText;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Follows one path from every object of a set, and knows afterwards whether any had what the path
 * names. Not thread-safe.
 */
final class PathRun {
  private static final int NONE = -1;

  private final List<Step> steps;
  private final HeapReader heap;
  private final PathCursor cursor;
  private boolean found;
  private int firstLost = NONE;
  private int firstPlain = NONE;
  private boolean expanded;
  private int firstClosed = NONE;

  PathRun(List<Step> steps, HeapReader heap) {
    this.steps = steps;
    this.heap = heap;
    this.cursor = new PathCursor(steps, heap);
  }

  /** Returns whether the path has no step, so that it leads from each value to itself. */
  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Reads what the path leads to from one object; null when the object does not have it. */
  Value read(int index) {
    Value value = cursor.read(index);
    if (value.is(Value.Kind.MISSING) || value.is(Value.Kind.EMPTY)) {
      firstLost = firstLost == NONE ? index : firstLost;
      return null;
    }
    found |= !cursor.nullOnTheWay();
    return value;
  }

  /** Throws when no object had what the path names; null on the way tells nothing about that. */
  void checkFound() {
    if (!found && firstLost != NONE) {
      throw new HeapException(cursor.explain(firstLost));
    }
    if (!expanded && firstClosed != NONE) {
      throw new HeapException(closed());
    }
  }

  /** Returns the objects that the path leads to. */
  RoaringBitmap targets(RoaringBitmap objects) {
    RoaringBitmap targets = new RoaringBitmap();
    long seen = 0;
    for (PeekableIntIterator i = objects.getIntIterator(); i.hasNext(); ) {
      HeapReader.checkStop(++seen);
      int index = i.next();
      Value value = read(index);
      if (value != null && value.is(Value.Kind.OBJECT)) {
        targets.add(value.object());
      } else if (value != null && (value.isPrimitive() || value.is(Value.Kind.TEXT))) {
        firstPlain = firstPlain == NONE ? index : firstPlain;
      }
    }
    if (targets.isEmpty() && firstPlain != NONE) {
      throw new HeapException(plain(cursor.read(firstPlain)));
    }
    checkFound();
    return targets;
  }

  /** Returns the members of arrays of objects and containers among what the path led to. */
  RoaringBitmap members(RoaringBitmap targets) {
    RoaringBitmap members = new RoaringBitmap();
    long seen = 0;
    for (PeekableIntIterator i = targets.getIntIterator(); i.hasNext(); ) {
      HeapReader.checkStop(++seen);
      int index = i.next();
      if (isOpen(index) && !heap.isPrimitiveArray(index)) {
        heap.members(index, member -> add(members, member));
      }
    }
    checkFound();
    return members;
  }

  /** Tells, and remembers, whether an object has members. */
  boolean isOpen(int index) {
    boolean open = heap.hasMembers(index);
    expanded |= open;
    if (!open && firstClosed == NONE) {
      firstClosed = index;
    }
    return open;
  }

  private static void add(RoaringBitmap members, int member) {
    if (member >= 0) {
      members.add(member);
    }
  }

  private String shown() {
    return SafeText.of(FieldPath.text(steps), 80);
  }

  private String plain(Value value) {
    return "'"
        + shown()
        + "' is "
        + value.sort()
        + ", not an object; values(\"...\") gives the values themselves";
  }

  private String closed() {
    return "'"
        + shown()
        + "' is "
        + SafeText.of(heap.classOf(firstClosed).name(), 200)
        + ", no array or known container, so [*] leads nowhere";
  }
}
