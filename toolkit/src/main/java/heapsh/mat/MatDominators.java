package heapsh.mat;

import heapsh.graph.DominatorTree;

/**
 * Gives MAT's immediate dominators, and retained sizes as sums of our shallow sizes over them.
 * Immutable.
 */
final class MatDominators implements DominatorTree {
  private final int[] dominators;
  private final long[] retained;

  private MatDominators(int[] dominators, long[] retained) {
    this.dominators = dominators;
    this.retained = retained;
  }

  static MatDominators of(MatSnapshot snapshot, MatObjects objects, long[] shallow) {
    int[] dominators = new int[objects.count()];
    for (int index = 0; index < dominators.length; index++) {
      dominators[index] = dominator(snapshot, objects, objects.id(index));
    }
    return new MatDominators(dominators, sums(dominators, shallow));
  }

  /** Climbs over objects that only MAT has. */
  private static int dominator(MatSnapshot snapshot, MatObjects objects, int id) {
    int above = snapshot.dominator(id);
    while (above >= 0 && objects.indexOfId(above) < 0) {
      above = snapshot.dominator(above);
    }
    return above < 0 ? ROOT : objects.indexOfId(above);
  }

  /** Sums sizes up from the leaves: an object is added to its dominator when it is complete. */
  private static long[] sums(int[] dominators, long[] shallow) {
    int[] open = new int[dominators.length];
    for (int d : dominators) {
      if (d >= 0) {
        open[d]++;
      }
    }
    long[] sums = shallow.clone();
    for (int leaf = 0; leaf < dominators.length; leaf++) {
      // A branch is climbed by the leaf that completes it; -1 marks what is done.
      int at = leaf;
      while (at >= 0 && open[at] == 0) {
        open[at] = -1;
        int above = dominators[at];
        if (above >= 0) {
          sums[above] += sums[at];
          open[above]--;
        }
        at = above;
      }
    }
    return sums;
  }

  @Override
  public int dominator(int index) {
    return dominators[index];
  }

  @Override
  public long retainedBytes(int index) {
    return retained[index];
  }
}
