package heapsh;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntRBTreeSet;
import it.unimi.dsi.fastutil.ints.IntSortedSet;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * Holds the shapes of paths by the codes of {@link ShapeSteps}. What repeats is tied up, or a list
 * of ten million nodes would be ten million shapes:
 *
 * <ul>
 *   <li>a field step after the same field step stays where it is: {@code .next+};
 *   <li>a sequence of two to four steps, one of them by a field, that comes twice is taken once:
 *       {@code (.children[*])+};
 *   <li>different fields one after the other that lead from a class to the same class are one run:
 *       {@code (.left|.right)+}.
 * </ul>
 */
final class ShapeTrie extends PathTrie {
  /** The class of a step that leads from no class to the same class. */
  static final int NO_CLASS = -1;

  private static final int LONGEST_PERIOD = 4;

  private final ShapeSteps steps;
  private final int mostSingleKeys;
  private final IntArrayList ownClasses = new IntArrayList();
  private final IntArrayList entered = new IntArrayList();
  private final Long2IntOpenHashMap singles = new Long2IntOpenHashMap();
  private final Int2ObjectOpenHashMap<IntSortedSet> runs = new Int2ObjectOpenHashMap<>();

  ShapeTrie(ShapeSteps steps) {
    this(steps, ShapeFold.MOST_SINGLE_KEYS);
  }

  /**
   * Makes the trie of the empty shape.
   *
   * @param mostSingleKeys from how many keys of one object each on what is behind them is merged
   */
  ShapeTrie(ShapeSteps steps, int mostSingleKeys) {
    super(ShapeSteps.NONE);
    this.steps = steps;
    this.mostSingleKeys = mostSingleKeys;
    ownClasses.add(NO_CLASS);
    entered.add(0);
  }

  ShapeSteps steps() {
    return steps;
  }

  /** Returns the field steps of a run, null for other nodes. */
  IntSortedSet run(int node) {
    return runs.get(node);
  }

  /** Returns how often {@link #enter} was called for the node. */
  int entered(int node) {
    return entered.getInt(node);
  }

  /** Counts one object that stands where this shape ends. */
  void enter(int node) {
    int count = entered.getInt(node) + 1;
    entered.set(node, count);
    if (count <= 2 && steps.isFoldable(code(node))) {
      singles.addTo(key(parent(node), steps.folded(code(node))), count == 1 ? 1 : -1);
    }
  }

  /**
   * Returns the shape below which the shapes behind a key stand: for a key of one object among many
   * of them the folded one, so that what a million keys lead to does not make shapes a million
   * times over. Whoever goes on from an object in the order of discovery has met all objects as
   * near to the roots as that, so the keys are known well enough.
   */
  private int base(int node) {
    if (!isRareKey(node)) {
      return node;
    }
    return childAsIs(parent(node), steps.folded(code(node)), NO_CLASS);
  }

  /** Tells whether the last step is a key of one object among many such keys. */
  boolean isRareKey(int node) {
    if (entered.getInt(node) != 1 || !steps.isFoldable(code(node))) {
      return false;
    }
    int folded = steps.folded(code(node));
    return singles.get(key(parent(node), folded)) > mostSingleKeys;
  }

  /**
   * Returns the shape that is this one and one step more. O(1).
   *
   * @param ownClass the class that the step leads both from and to, or {@link #NO_CLASS}
   */
  int child(int from, int code, int ownClass) {
    int node = base(from);
    if (ownClass != NO_CLASS && ownClasses.getInt(node) == ownClass && code(node) != code) {
      return run(node, code, ownClass);
    }
    int child = find(node, code);
    if (child < 0) {
      child = repeated(node, code);
      if (child < 0) {
        child = append(node, code, ownClass);
      }
      link(node, code, child);
    }
    return child;
  }

  private int run(int node, int code, int ownClass) {
    int run = node;
    if (!ShapeSteps.isRun(code(node))) {
      run = childAsIs(parent(node), ShapeSteps.ofRun(ownClass), ownClass);
      runOf(run).add(code(node));
    }
    runOf(run).add(code);
    return run;
  }

  private IntSortedSet runOf(int node) {
    return runs.computeIfAbsent(node, k -> new IntRBTreeSet());
  }

  /** Returns the child of this code, made when it is not there, and looks for no repetition. */
  int childAsIs(int node, int code, int ownClass) {
    int child = find(node, code);
    if (child < 0) {
      child = append(node, code, ownClass);
      link(node, code, child);
    }
    return child;
  }

  /** Takes over what is known of a shape of another trie whose node becomes this one. */
  void merge(int node, ShapeTrie other, int otherNode) {
    entered.set(node, entered.getInt(node) + other.entered(otherNode));
    if (loop(node) == 0) {
      setLoop(node, other.loop(otherNode));
    }
    IntSortedSet run = other.run(otherNode);
    if (run != null) {
      runOf(node).addAll(run);
    }
  }

  /**
   * Returns the node that ends the first of two equal sequences when the step would end the second,
   * or -1.
   */
  private int repeated(int node, int code) {
    for (int period = 1; period <= LONGEST_PERIOD; period++) {
      int first = firstOfTwo(node, code, period);
      if (first >= 0) {
        setLoop(first, period);
        return first;
      }
    }
    return -1;
  }

  private int firstOfTwo(int node, int code, int period) {
    int end = node; // goes up to where the first sequence ends
    for (int i = 1; i < period; i++) {
      end = end <= ROOT ? ROOT : parent(end);
    }
    boolean hasField = false;
    int late = node;
    int early = end;
    int lateCode = code;
    for (int i = 0; i < period; i++) {
      if (early <= ROOT || code(early) != lateCode) {
        return -1;
      }
      hasField |= steps.isField(lateCode);
      lateCode = code(late);
      late = parent(late);
      early = parent(early);
    }
    return hasField ? end : -1;
  }

  private int append(int parent, int code, int ownClass) {
    ownClasses.add(ownClass);
    entered.add(0);
    return append(parent, code);
  }
}
