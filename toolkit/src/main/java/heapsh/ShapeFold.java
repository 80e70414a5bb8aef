package heapsh;

import heapsh.graph.Workers;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

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
  private final int[] numbers;
  private final int[] firstChild;
  private final int[] nextChild;
  private final int[] nextMember;
  private final IntArrayList firstMember = new IntArrayList();
  private final IntArrayList group = new IntArrayList();

  private ShapeFold(ShapeTrie old) {
    this.old = old;
    folded = new ShapeTrie(old.steps());
    numbers = new int[old.size()];
    firstChild = new int[old.size()];
    nextChild = new int[old.size()];
    nextMember = new int[old.size()];
  }

  /** Holds the folded shapes, and for each old shape the number of the one it went into. */
  record Result(ShapeTrie trie, int[] numbers) {}

  /** Folds a trie; the old one is not changed. */
  static Result of(ShapeTrie old) {
    return new ShapeFold(old).run();
  }

  private Result run() {
    Arrays.fill(firstChild, -1);
    for (int node = old.size() - 1; node > ShapeTrie.ROOT; node--) {
      nextChild[node] = firstChild[old.parent(node)];
      firstChild[old.parent(node)] = node;
    }
    firstMember.add(ShapeTrie.ROOT);
    nextMember[ShapeTrie.ROOT] = -1;
    for (int node = 0; node < folded.size(); node++) {
      if ((node & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      collectChildren(node);
      divideChildren(node);
    }
    return new Result(folded, numbers);
  }

  private void collectChildren(int node) {
    group.clear();
    for (int member = firstMember.getInt(node); member >= 0; member = nextMember[member]) {
      for (int child = firstChild[member]; child >= 0; child = nextChild[child]) {
        group.add(child);
      }
    }
  }

  private void divideChildren(int node) {
    Int2IntOpenHashMap counts = group.size() > MOST_SINGLE_KEYS ? countsByKey() : null;
    Int2IntOpenHashMap singles = counts == null ? null : singlesByFold(counts);
    for (int i = 0; i < group.size(); i++) {
      int child = group.getInt(i);
      int code = old.code(child);
      if (singles != null && isRare(code, counts, singles)) {
        code = old.steps().folded(code);
      }
      int number = folded.childAsIs(node, code, ShapeTrie.NO_CLASS);
      folded.merge(number, old, child);
      numbers[child] = number;
      addMember(number, child);
    }
  }

  private void addMember(int number, int child) {
    if (number == firstMember.size()) {
      firstMember.add(-1);
    }
    nextMember[child] = firstMember.getInt(number);
    firstMember.set(number, child);
  }

  private Int2IntOpenHashMap countsByKey() {
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
