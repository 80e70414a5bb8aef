package heapsh;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Folds rare map keys: where more than ten keys below one shape hold one object each, they become
 * one step {@code [*]} and what is below them is merged (a cache keyed by URL is one shape, not a
 * million). O(shapes), without recursion.
 *
 * <p>Each shape of the result stands for a group of old shapes. Groups are taken from the top down,
 * so that all keys below one shape are seen together, whatever merged above.
 */
final class ShapeFold {
  /** How many keys of one object each may have a shape of their own. */
  static final int MOST_SINGLE_KEYS = 10;

  private final ShapeTrie old;
  private final ShapeTrie folded;
  private final TrieGroups groups;

  private ShapeFold(ShapeTrie old) {
    this.old = old;
    folded = new ShapeTrie(old.steps());
    groups = TrieGroups.of(old);
  }

  /** Holds the folded shapes, and for each old shape the number of the one it went into. */
  record Result(ShapeTrie trie, int[] numbers) {}

  /** Folds a trie; the old one is not changed. */
  static Result of(ShapeTrie old) {
    return new ShapeFold(old).run();
  }

  private Result run() {
    return new Result(folded, groups.divideAll(this::divideChildren));
  }

  private void divideChildren(int node, IntArrayList group) {
    Int2IntOpenHashMap counts = group.size() > MOST_SINGLE_KEYS ? countsByKey(group) : null;
    Int2IntOpenHashMap singles = counts == null ? null : singlesByFold(counts);
    for (int i = 0; i < group.size(); i++) {
      int child = group.getInt(i);
      int code = old.code(child);
      if (singles != null && isRare(code, counts, singles)) {
        code = old.steps().folded(code);
      }
      int number = folded.childAsIs(node, code, ShapeTrie.NO_CLASS);
      folded.merge(number, old, child);
      groups.add(number, child);
    }
  }

  private Int2IntOpenHashMap countsByKey(IntArrayList group) {
    Int2IntOpenHashMap counts = new Int2IntOpenHashMap();
    for (int i = 0; i < group.size(); i++) {
      int child = group.getInt(i);
      if (old.steps().isFoldable(old.code(child))) {
        counts.addTo(old.code(child), old.entered(child));
      }
    }
    return counts;
  }

  private Int2IntOpenHashMap singlesByFold(Int2IntOpenHashMap counts) {
    Int2IntOpenHashMap singles = new Int2IntOpenHashMap();
    counts
        .int2IntEntrySet()
        .fastForEach(
            entry -> {
              if (entry.getIntValue() == 1) {
                singles.addTo(old.steps().folded(entry.getIntKey()), 1);
              }
            });
    return singles;
  }

  private boolean isRare(int code, Int2IntOpenHashMap counts, Int2IntOpenHashMap singles) {
    return counts.get(code) == 1 && singles.get(old.steps().folded(code)) > MOST_SINGLE_KEYS;
  }
}
