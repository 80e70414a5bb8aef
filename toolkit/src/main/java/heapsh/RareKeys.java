package heapsh;

import heapsh.jdk.Relations;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;

/**
 * Folds map keys that occur for one object only into {@code [*]} of their map class, where more
 * than ten such keys would make rows of their own: a cache keyed by URL is one row, not a million.
 */
final class RareKeys implements Classification.Fold {
  /**
   * So many keys of one map class may have rows of their own although each holds one object only.
   */
  private static final int ROWS_OF_THEIR_OWN = 10;

  private final ByVia via;
  private final Relations relations;
  private final IntOpenHashSet foldingMaps = new IntOpenHashSet();
  private final IntOpenHashSet keptKeys = new IntOpenHashSet();

  private RareKeys(ByVia via) {
    this.via = via;
    this.relations = via.relations();
  }

  /**
   * Returns the folding for a set with these many objects of each kind, or null when nothing is to
   * be folded.
   */
  static RareKeys fold(ByVia via, int[] counts) {
    RareKeys fold = new RareKeys(via);
    fold.choose(fold.timesMet(counts));
    return fold.foldingMaps.isEmpty() ? null : fold;
  }

  /** Counts for each relation by key the objects that it refers to. */
  private int[] timesMet(int[] counts) {
    int[] times = new int[relations.count()];
    for (int kind = 0; kind < counts.length; kind++) {
      if (counts[kind] > 0) {
        for (int relation : via.relationsOf(kind)) {
          times[relation] += counts[kind];
        }
      }
    }
    return times;
  }

  private void choose(int[] times) {
    Int2IntOpenHashMap rareKeysOfMap = new Int2IntOpenHashMap();
    for (int relation = 0; relation < times.length; relation++) {
      if (times[relation] == 1 && isKey(relation)) {
        rareKeysOfMap.addTo(relations.folded(relation), 1);
      }
    }
    rareKeysOfMap
        .int2IntEntrySet()
        .fastForEach(
            entry -> {
              if (entry.getIntValue() > ROWS_OF_THEIR_OWN) {
                foldingMaps.add(entry.getIntKey());
              }
            });
    for (int relation = 0; relation < times.length; relation++) {
      if (times[relation] > 1 && isKey(relation)) {
        keptKeys.add(relation);
      }
    }
  }

  private boolean isKey(int relation) {
    return relations.folded(relation) != relation;
  }

  @Override
  public int apply(int kind) {
    int[] found = via.relationsOf(kind);
    boolean changed = false;
    for (int k = 0; k < found.length; k++) {
      int folded = relations.folded(found[k]);
      if (folded != found[k] && foldingMaps.contains(folded) && !keptKeys.contains(found[k])) {
        found[k] = folded;
        changed = true;
      }
    }
    return changed ? kindOfUnsorted(found) : kind;
  }

  private int kindOfUnsorted(int[] found) {
    Arrays.sort(found);
    return via.kindOf(found, SortedInts.unique(found, found.length));
  }
}
