package heapsh.graph;

/**
 * Finds the nearest common ancestor of objects of one region.
 *
 * <p>Trees of heaps are shallow as a rule, and walking up is all it takes. When walking has cost
 * more than a few steps for each object, because lists are long, every place gets a jump to an
 * ancestor further up, by skew-binary numbers (Myers, "An Applicative Random-Access Stack", 1983),
 * and each question takes O(log depth) from then on.
 */
final class CommonAncestors {
  private static final int STEPS_PER_OBJECT = 4;

  private final IntColumn holders;
  private final int size;
  private final Scratch scratch;
  private long stepsLeft;
  private IntColumn depths;
  private IntColumn jumps;

  /**
   * Prepares a tree.
   *
   * @param holders the parent of each place, which is lower
   */
  CommonAncestors(IntColumn holders, int size, Scratch scratch) {
    this.holders = holders;
    this.size = size;
    this.scratch = scratch;
    stepsLeft = (long) STEPS_PER_OBJECT * size + 1000;
  }

  /** Returns the place nearest to both, from which paths lead to both; there must be one. */
  int of(int a, int b) {
    int x = a;
    int y = b;
    while (x != y && jumps == null) {
      if (x > y) {
        x = holders.get(x);
      } else {
        y = holders.get(y);
      }
      if (--stepsLeft < 0) {
        prepareJumps();
      }
    }
    return x == y ? x : jump(x, y);
  }

  private int jump(int a, int b) {
    int x = a;
    int y = b;
    int level = Math.min(depths.get(x), depths.get(y));
    x = atLevel(x, level);
    y = atLevel(y, level);
    while (x != y) {
      boolean far = jumps.get(x) != jumps.get(y);
      x = far ? jumps.get(x) : holders.get(x);
      y = far ? jumps.get(y) : holders.get(y);
    }
    return x;
  }

  private int atLevel(int place, int level) {
    int x = place;
    while (depths.get(x) > level) {
      x = depths.get(jumps.get(x)) >= level ? jumps.get(x) : holders.get(x);
    }
    return x;
  }

  /** Lets each place jump as far as its parent's jump, twice, if these two are of one length. */
  private void prepareJumps() {
    depths = scratch.ints(size);
    jumps = scratch.ints(size);
    for (int k = 0; k < size; k++) {
      int above = holders.get(k);
      if (above < 0) {
        depths.set(k, 0);
        jumps.set(k, k);
        continue;
      }
      int jump = jumps.get(above);
      int further = jumps.get(jump);
      int depth = depths.get(above);
      boolean even = depth - depths.get(jump) == depths.get(jump) - depths.get(further);
      depths.set(k, depth + 1);
      jumps.set(k, even ? further : above);
    }
  }

  void release() {
    if (jumps != null) {
      scratch.release(depths);
      scratch.release(jumps);
    }
  }
}
