package heapsh.graph;

/**
 * Walks the references of one object after another. Not thread-safe: every thread takes its own
 * cursor.
 *
 * <pre>
 *   cursor.moveTo(index);
 *   for (int other = cursor.next(); other >= 0; other = cursor.next()) { ... }
 * </pre>
 *
 * <p>Outgoing references are those to objects in the dump: null and dangling ids are left out, the
 * reference of every object to its class is implied by {@link HeapGraph#classNumber} and left out
 * too. An object that refers twice to the same target gives it twice. For a class object they are
 * its super, loader, signers, protection domain and statics.
 *
 * <p>Incoming references come in rising order of their sources; a source that refers several times
 * comes several times. Sources that are unreachable from the roots are left out. The instances of a
 * class are not among the referrers of its object.
 */
public interface ReferenceCursor {
  /** Goes to the object with this index. O(1). */
  void moveTo(int index);

  /** Returns the index of the next object at the other end, or -1 when there is no more. O(1). */
  int next();

  /**
   * Returns where the reference that {@link #next} gave last stands in its holder; outgoing only.
   *
   * <p>For an instance the position in {@link HeapClass#referenceSlot}; for a class object below 4
   * the position in {@link HeapClass#CLASS_SLOTS}, from there on {@link HeapClass#staticSlot}; for
   * an array the count of non-null elements before it. Slot 0 of a Reference is always its
   * referent.
   */
  int slot();

  /**
   * Returns how far it is among the references of its object, for {@link #resume} by this cursor or
   * another of the same graph and direction. O(1).
   */
  int place();

  /** Goes to an object again, before the reference that came next at that place. O(1). */
  void resume(int index, int place);
}
