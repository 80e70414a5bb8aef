package heapsh;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the shapes of several heaps together and folds rare map keys by one rule for all: below a
 * shape that has more than ten keys of at most one object each in every heap, those become {@code
 * [*]}. A key of many objects in one heap keeps its step in all, so that what it gained is exact.
 * What one heap had to fold at once, among more than a hundred keys, is folded in all.
 *
 * <p>O(shapes) and without recursion, as {@link ShapeFold} does it for one heap: groups of shapes
 * that became one are taken from the top down.
 */
final class ShapeUnion {
  private final List<DumpShapes> dumps;
  private final StepTrie all;
  private final StepTrie folded;
  private final int[][] numbers;
  private final IntArrayList[] entered;
  private final Int2ObjectOpenHashMap<LongOpenHashSet> foldedKeys = new Int2ObjectOpenHashMap<>();

  private ShapeUnion(List<DumpShapes> dumps, StepLabels names) {
    this.dumps = dumps;
    all = new StepTrie(names);
    folded = new StepTrie(names);
    numbers = new int[dumps.size()][];
    entered = new IntArrayList[dumps.size()];
  }

  /**
   * Holds the shapes of all heaps.
   *
   * @param trie the shapes, rare keys folded
   * @param numbers for each heap and each of its own shapes the number of the one it went into
   */
  record Result(StepTrie trie, int[][] numbers) {}

  /** Brings shapes together; at least one heap's. */
  static Result of(List<DumpShapes> dumps) {
    ShapeUnion union = new ShapeUnion(dumps, dumps.get(0).trie().names());
    for (int d = 0; d < dumps.size(); d++) {
      union.add(d);
    }
    int[] foldedNumbers = union.fold();
    for (int[] own : union.numbers) {
      Arrays.setAll(own, node -> foldedNumbers[own[node]]);
    }
    return new Result(union.folded, union.numbers);
  }

  private void add(int d) {
    DumpShapes dump = dumps.get(d);
    StepTrie trie = dump.trie();
    int[] own = new int[trie.size()];
    entered[d] = new IntArrayList(new int[all.size()]);
    for (int node = StepTrie.ROOT + 1; node < own.length; node++) {
      int number = all.child(own[trie.parent(node)], trie.code(node));
      own[node] = number;
      all.merge(number, trie.loop(node), trie.run(node));
      if (number == entered[d].size()) {
        entered[d].add(0);
      }
      entered[d].set(number, entered[d].getInt(number) + dump.entered().getInt(node));
      LongOpenHashSet keys = dump.foldedKeys().get(node);
      if (keys != null) {
        foldedKeys.computeIfAbsent(number, k -> new LongOpenHashSet()).addAll(keys);
      }
    }
    numbers[d] = own;
  }

  private int entered(int d, int node) {
    return node < entered[d].size() ? entered[d].getInt(node) : 0;
  }

  private int[] fold() {
    TrieGroups groups = TrieGroups.of(all);
    return groups.divideAll((node, group) -> divideChildren(groups, node, group));
  }

  private void divideChildren(TrieGroups groups, int node, IntArrayList group) {
    Keys keys =
        group.size() > ShapeFold.MOST_SINGLE_KEYS || anyFolded(group) ? new Keys(group) : null;
    for (int i = 0; i < group.size(); i++) {
      int child = group.getInt(i);
      int label = all.code(child);
      if (keys != null && keys.isRare(label)) {
        label = all.names().fold(label);
      }
      int number = folded.child(node, label);
      folded.merge(number, all.loop(child), all.run(child));
      groups.add(number, child);
    }
  }

  private boolean anyFolded(IntArrayList group) {
    for (int i = 0; i < group.size(); i++) {
      if (foldedKeys.containsKey(group.getInt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Tells which keys of a group are rare. */
  private final class Keys {
    private final Int2IntOpenHashMap most = new Int2IntOpenHashMap();
    private final Int2IntOpenHashMap singles = new Int2IntOpenHashMap();
    private final Int2ObjectOpenHashMap<List<LongOpenHashSet>> early =
        new Int2ObjectOpenHashMap<>();

    Keys(IntArrayList group) {
      for (int d = 0; d < dumps.size(); d++) {
        count(d, group);
      }
      most.int2IntEntrySet()
          .fastForEach(
              entry -> {
                if (entry.getIntValue() <= 1) {
                  singles.addTo(all.names().fold(entry.getIntKey()), 1);
                }
              });
      for (int i = 0; i < group.size(); i++) {
        LongOpenHashSet keys = foldedKeys.get(group.getInt(i));
        if (keys != null) {
          int fold = all.code(group.getInt(i));
          singles.addTo(fold, keys.size());
          early.computeIfAbsent(fold, k -> new ArrayList<>()).add(keys);
        }
      }
    }

    private void count(int d, IntArrayList group) {
      Int2IntOpenHashMap counts = new Int2IntOpenHashMap();
      for (int i = 0; i < group.size(); i++) {
        int child = group.getInt(i);
        if (all.names().fold(all.code(child)) != StepLabels.NO_FOLD) {
          counts.addTo(all.code(child), entered(d, child));
        }
      }
      counts
          .int2IntEntrySet()
          .fastForEach(
              entry ->
                  most.put(
                      entry.getIntKey(),
                      Math.max(most.get(entry.getIntKey()), entry.getIntValue())));
    }

    boolean isRare(int label) {
      int fold = all.names().fold(label);
      return fold != StepLabels.NO_FOLD
          && (most.get(label) <= 1 && singles.get(fold) > ShapeFold.MOST_SINGLE_KEYS
              || wasFolded(label, fold));
    }

    private boolean wasFolded(int label, int fold) {
      List<LongOpenHashSet> sets = early.get(fold);
      if (sets == null) {
        return false;
      }
      long hash = StepLabels.hash(all.names().text(label));
      return sets.stream().anyMatch(keys -> keys.contains(hash));
    }
  }
}
