package heapsh;

import heapsh.graph.PathTree;
import heapsh.jdk.Relations;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Holds one path, object by object, as it is shown: without the insides of containers that it
 * passes, and from the static on.
 *
 * @param codes the codes of the steps, one to each object
 * @param objects the objects' indexes, root end first
 */
record ConcretePath(IntArrayList codes, IntArrayList objects) {
  /** Returns the path of a tree to an object that it reaches. O(length). */
  static ConcretePath of(PathSteps steps, PathTree tree, int index) {
    IntArrayList up = up(tree, index);
    ConcretePath path = new ConcretePath(new IntArrayList(up.size()), new IntArrayList(up.size()));
    int holder = up.getInt(up.size() - 1);
    path.add(steps.start(holder), holder);
    int insides = 0;
    for (int i = up.size() - 2; i >= 0; i--) {
      int target = up.getInt(i);
      int code = steps.edge(holder, target);
      if (code == Relations.INSIDE) {
        insides++;
      } else {
        insides = 0;
        path.follow(steps, holder, code, target);
      }
      holder = target;
    }
    for (int i = insides - 1; i >= 0; i--) {
      path.add(steps.rawEdge(up.getInt(i + 1), up.getInt(i)), up.getInt(i));
    }
    return path;
  }

  /** Returns the objects from this one up to the start. */
  private static IntArrayList up(PathTree tree, int index) {
    int length = 0;
    for (int at = index; at >= 0; at = tree.parent(at)) {
      length++;
    }
    IntArrayList up = new IntArrayList(length);
    for (int at = index; at >= 0; at = tree.parent(at)) {
      up.add(at);
    }
    return up;
  }

  private void follow(PathSteps steps, int holder, int code, int target) {
    if (steps.beginsAt(holder, code)) {
      codes.clear();
      objects.clear();
    }
    add(code, target);
  }

  private void add(int code, int index) {
    codes.add(code);
    objects.add(index);
  }
}
