package heapsh;

import heapsh.graph.PathTree;
import heapsh.graph.Workers;
import heapsh.jdk.Relations;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Names the edges of a path tree ahead of the one thread that goes down it: naming is most of the
 * work, and every edge is named by itself. A batch at a time, on all processors. Belongs to one
 * thread.
 */
final class EdgeNames {
  private static final int BATCH = 1 << 18;
  private static final int CHUNK = 1 << 12;

  private final PathTree tree;
  private final BitSet onPath;
  private final Relations relations;
  private final boolean raw;
  private final Deque<Relations.Cursor> idle = new ArrayDeque<>();
  private final int[] parents;
  private final int[] names;
  private int start;
  private int end;

  /**
   * Prepares to name the edges to marked objects.
   *
   * @param onPath holds the indexes of the objects that matter
   * @param raw whether containers are not seen through
   */
  EdgeNames(PathTree tree, BitSet onPath, Relations relations, boolean raw) {
    this.tree = tree;
    this.onPath = onPath;
    this.relations = relations;
    this.raw = raw;
    parents = new int[Math.min(BATCH, tree.size())];
    names = new int[parents.length];
  }

  /**
   * Returns the parent in the tree of the object that was reached {@code order}-th, which must be
   * marked. Ask in rising order.
   */
  int parent(int order) {
    if (order >= end) {
      nameFrom(order);
    }
    return parents[order - start];
  }

  /**
   * Returns the relation from its parent to the object that was reached {@code order}-th, as {@link
   * Relations.Cursor#step} gives it; after {@link #parent}, which must be an object.
   */
  int at(int order) {
    return names[order - start];
  }

  private void nameFrom(int order) {
    start = order;
    end = (int) Math.min((long) order + names.length, tree.size());
    Queue<Relations.Cursor> used = new ConcurrentLinkedQueue<>();
    Workers.forRange(
        end - start,
        CHUNK,
        () -> {
          Relations.Cursor cursor = takeIdle();
          used.add(cursor);
          return (from, to) -> name(cursor, (int) from, (int) to);
        });
    idle.addAll(used);
  }

  private synchronized Relations.Cursor takeIdle() {
    return idle.isEmpty() ? relations.cursor(raw) : idle.pop();
  }

  private void name(Relations.Cursor cursor, int from, int to) {
    for (int k = from; k < to; k++) {
      int index = tree.at(start + k);
      if (onPath.get(index)) {
        int parent = tree.parent(index);
        parents[k] = parent;
        if (parent != PathTree.START) {
          names[k] = cursor.step(parent, index);
        }
      }
    }
  }
}
