package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.Strength;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Accounts for the objects of a set that have no path of the kind asked for.
 *
 * @param objects these objects
 * @param reasons a count and why, for each reason
 */
record Unreached(RoaringBitmap objects, List<String> reasons) {
  /** Returns the objects of a set that a path of this tree reaches. O(set). */
  static RoaringBitmap reached(RoaringBitmap set, PathTree tree) {
    BitSet found = new BitSet();
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      if (tree.reaches(index)) {
        found.set(index);
      }
    }
    return BitSetUtil.bitmapOf(found);
  }

  /** Finds why objects have no path. */
  static Unreached of(HeapGraph graph, PathQuery query, PathTree tree, RoaringBitmap set) {
    RoaringBitmap missing = RoaringBitmap.andNot(set, reached(set, tree));
    Unreached unreached = new Unreached(missing, new ArrayList<>());
    if (!missing.isEmpty()) {
      unreached.explain(graph, query, tree);
    }
    return unreached;
  }

  private void explain(HeapGraph graph, PathQuery query, PathTree tree) {
    RoaringBitmap left = objects.clone();
    take(left, query.avoiding(), "avoided");
    RoaringBitmap unreachable = RoaringBitmap.andNot(left, graph.reachable());
    left.andNot(unreachable);
    PathTree free = tree;
    if (!query.avoiding().isEmpty() && !left.isEmpty()) {
      free = query.freely().search(graph);
      take(left, reached(left, free), "only through what is avoided");
    }
    if (query.from() != null) {
      take(left, left.clone(), "not from these objects");
    }
    if (!left.isEmpty()) {
      explainStrengths(new WeakReach(graph, free, left), query, left);
    }
    take(unreachable, unreachable.clone(), "unreachable");
  }

  private void explainStrengths(WeakReach reach, PathQuery query, RoaringBitmap left) {
    EnumSet<Strength> followed = EnumSet.copyOf(query.strengths());
    for (Strength strength : Strength.values()) {
      if (!left.isEmpty() && followed.add(strength)) {
        take(left, reach.over(followed), words(strength) + " reachable only");
      }
    }
    take(left, left.clone(), "reachable only as the class of such");
  }

  private void take(RoaringBitmap left, RoaringBitmap those, String why) {
    int count = RoaringBitmap.andCardinality(left, those);
    if (count > 0) {
      reasons.add(count + " " + why);
      left.andNot(those);
    }
  }

  private static String words(Strength strength) {
    return switch (strength) {
      case STRONG -> "strongly";
      case SOFT -> "softly";
      case WEAK -> "weakly";
      case FINAL -> "finalizer";
      case PHANTOM -> "phantom";
    };
  }

  /** Returns the line that accounts for them, empty when there are none. */
  String line(String lack) {
    if (objects.isEmpty()) {
      return "";
    }
    int count = objects.getCardinality();
    String line = count + (count == 1 ? " object has " : " objects have ") + lack;
    return reasons.isEmpty() ? line + "." : line + ": " + String.join(", ", reasons) + ".";
  }
}
