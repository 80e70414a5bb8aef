package heapsh.graph;

/**
 * Gives immediate dominators and retained sizes of the reachable objects. Immutable and
 * thread-safe.
 *
 * <p>Over strong references. An object that only soft, weak, final or phantom references reach is
 * taken as held by its entry point, as if that were a root: its retained size is what it strongly
 * keeps.
 */
public interface DominatorTree {
  /** The dominator of what no single object dominates. */
  int ROOT = -1;

  /** The dominator of an unreachable object. */
  int NONE = -2;

  /** Returns the immediate dominator of an object, {@link #ROOT} or {@link #NONE}. O(1). */
  int dominator(int index);

  /**
   * Returns the bytes that would be freed with the object: its own and all it dominates; shallow if
   * unreachable.
   */
  long retainedBytes(int index);
}
