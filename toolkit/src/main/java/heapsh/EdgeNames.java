package heapsh;

import heapsh.graph.PathTree;
import heapsh.graph.WorkAhead;
import heapsh.jdk.Relations;
import java.util.BitSet;

/**
 * Names the edges of a path tree ahead of the one thread that goes down it, on all processors:
 * naming is most of the work, and every edge is named by itself. Belongs to one thread; close it in
 * the end.
 */
final class EdgeNames implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private final PathTree tree;
  private final BitSet onPath;
  private final Relations relations;
  private final boolean raw;
  private final int[][] slots = new int[WorkAhead.slots()][CHUNK];
  private final WorkAhead ahead;
  private int[] names;
  private long end;

  /**
   * Starts to name the edges to marked objects.
   *
   * @param onPath marks places in the order of discovery
   * @param raw whether containers are not seen through
   */
  EdgeNames(PathTree tree, BitSet onPath, Relations relations, boolean raw) {
    this.tree = tree;
    this.onPath = onPath;
    this.relations = relations;
    this.raw = raw;
    ahead = new WorkAhead(this::maker);
    ahead.open((onPath.length() + CHUNK - 1L) / CHUNK);
  }

  private WorkAhead.Maker maker() {
    Relations.Cursor cursor = relations.cursor(raw);
    return (chunk, slot) -> name(cursor, (int) (chunk * CHUNK), slots[slot]);
  }

  private void name(Relations.Cursor cursor, int from, int[] into) {
    int to = (int) Math.min((long) from + CHUNK, tree.size());
    for (int k = onPath.nextSetBit(from); k >= 0 && k < to; k = onPath.nextSetBit(k + 1)) {
      int holder = tree.holder(k);
      if (holder >= 0) {
        into[k - from] = cursor.step(tree.at(holder), tree.at(k));
      }
    }
  }

  /**
   * Returns the relation from its parent to the marked object that was reached {@code k}-th and is
   * no start, as {@link Relations.Cursor#step} gives it. Ask in rising order.
   */
  int at(int k) {
    while (k >= end) {
      names = slots[ahead.next()];
      end += CHUNK;
    }
    return names[(int) (k - end + CHUNK)];
  }

  @Override
  public void close() {
    ahead.close();
  }
}
