package heapsh.graph;

import java.util.List;

/**
 * Gives the GC roots of a heap. Immutable and thread-safe. An object may be a root for several
 * reasons.
 */
public interface GcRoots {
  /** Returns every root whose object is in the dump, in the order of the dump. */
  List<GcRoot> all();

  /**
   * Returns what the dump says of the {@code k}-th root of {@link #all}: for a local the number of
   * its frame, 0 for the innermost one; for a thread the serial number of its stack trace; -1 where
   * it says nothing. O(1).
   */
  default int frame(int k) {
    return -1;
  }

  /** Returns the roots of one object, empty when it is none. O(log roots). */
  List<GcRoot> of(int index);

  /** Tells whether the object is a root. O(1). */
  boolean isRoot(int index);
}
