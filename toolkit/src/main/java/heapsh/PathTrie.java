package heapsh;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * Holds the shapes of paths as a tree: a shape is a node, its steps are those from the tree's root
 * down to it, the last one a number that the subclass gives a meaning.
 *
 * <pre>
 *   0 --static Connections.INSTANCE--&gt; 1 --.connections--&gt; 2 --["default"]--&gt; 3
 *                                                            \-["other"]----&gt; 4
 * </pre>
 *
 * <p>Columns of ints, so that a million shapes are no million Java objects; a parent's number is
 * below its children's. Not thread-safe.
 */
abstract sealed class PathTrie permits ShapeTrie, StepTrie {
  /** The node without steps. */
  static final int ROOT = 0;

  private static final float DENSE = 0.9f;

  private final IntArrayList parents = new IntArrayList();
  private final IntArrayList codes = new IntArrayList();
  private final IntArrayList loops = new IntArrayList();
  private final Long2IntOpenHashMap children = new Long2IntOpenHashMap(16, DENSE);

  /** Makes the trie of the empty shape; {@code code} stands for the step that it does not have. */
  PathTrie(int code) {
    children.defaultReturnValue(-1);
    parents.add(-1);
    codes.add(code);
    loops.add(0);
  }

  final int size() {
    return parents.size();
  }

  final int parent(int node) {
    return parents.getInt(node);
  }

  /** Returns the number of the last step of this shape. */
  final int code(int node) {
    return codes.getInt(node);
  }

  /** Returns how many of the last steps repeat, 0 for none. */
  final int loop(int node) {
    return loops.getInt(node);
  }

  /** Notes that the last steps of a shape repeat. */
  final void setLoop(int node, int steps) {
    loops.set(node, steps);
  }

  /** Returns the child whose last step this is, -1 for none. O(1). */
  final int find(int node, int code) {
    return children.get(key(node, code));
  }

  /** Makes {@link #find} give a node, a child or not. */
  final void link(int node, int code, int to) {
    children.put(key(node, code), to);
  }

  /** Adds a node that {@link #find} does not know yet. */
  int append(int parent, int code) {
    parents.add(parent);
    codes.add(code);
    loops.add(0);
    return parents.size() - 1;
  }

  static long key(int node, int code) {
    return (long) node << 32 | code & 0xFFFFFFFFL;
  }

  /** Returns the nodes of a shape from its first step to its last. O(steps). */
  final int[] path(int node) {
    IntArrayList up = new IntArrayList();
    for (int n = node; n > ROOT; n = parents.getInt(n)) {
      up.add(n);
    }
    int[] down = new int[up.size()];
    for (int i = 0; i < down.length; i++) {
      down[i] = up.getInt(down.length - 1 - i);
    }
    return down;
  }
}
