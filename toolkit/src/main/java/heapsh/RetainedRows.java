package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.graph.Retention;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds what would be freed with each row of a set, and keeps it. Rows that are asked for together
 * are found in one search of the heap; single objects in its dominator tree, when that is less
 * work. Thread-safe.
 */
final class RetainedRows {
  /** From this many single objects on the dominator tree costs less than searches for them. */
  private static final int WORTH_A_TREE = 50;

  private final ObjectSet set;
  private final Int2LongOpenHashMap known = new Int2LongOpenHashMap();

  RetainedRows(ObjectSet set) {
    this.set = set;
  }

  /** Returns the retained sizes in bytes of rows {@code from} to {@code to}, exclusive. */
  synchronized long[] bytes(int from, int to) {
    IntArrayList singles = new IntArrayList();
    IntArrayList others = new IntArrayList();
    for (int row = from; row < to; row++) {
      if (!known.containsKey(row)) {
        (set.grouping().count(row) == 1 ? singles : others).add(row);
      }
    }
    if (others.isEmpty() || singles.size() >= WORTH_A_TREE) {
      lookUp(singles);
    } else {
      others.addAll(singles);
    }
    search(others);
    long[] bytes = new long[to - from];
    for (int row = from; row < to; row++) {
      bytes[row - from] = known.get(row);
    }
    return bytes;
  }

  private void lookUp(IntArrayList rows) {
    if (rows.isEmpty()) {
      return;
    }
    DominatorTree dominators = set.heap().retention().dominators();
    for (int k = 0; k < rows.size(); k++) {
      int row = rows.getInt(k);
      known.put(row, dominators.retainedBytes(objects(row).first()));
    }
  }

  private void search(IntArrayList rows) {
    Retention retention = set.heap().retention();
    for (int from = 0; from < rows.size(); from += Retention.SETS_AT_ONCE) {
      List<Integer> some = rows.subList(from, Math.min(rows.size(), from + Retention.SETS_AT_ONCE));
      List<RoaringBitmap> sets = some.stream().map(this::objects).toList();
      long[] bytes = retention.retainedBytes(sets);
      for (int k = 0; k < bytes.length; k++) {
        known.put((int) some.get(k), bytes[k]);
      }
    }
  }

  private RoaringBitmap objects(int row) {
    return set.get(row).bitmap();
  }
}
