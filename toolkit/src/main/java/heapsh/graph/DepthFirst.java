package heapsh.graph;

/**
 * Numbers regions in depth-first preorder. Number 0 is the virtual root above all starts; regions
 * are 1 to {@link #count}.
 */
final class DepthFirst {
  private static final int CHECK_EVERY = 1 << 16;

  private final Exits exits;
  private final Progress progress;

  /** Number by region, 0 for those that have none. */
  final IntColumn number;

  /** Region by number. */
  final IntColumn region;

  /** Number of the parent in the tree. */
  final IntColumn parent;

  /** Place of the object through which the parent leads here. */
  final IntColumn exit;

  private int count;

  DepthFirst(int regions, Exits exits, Scratch scratch, Progress progress) {
    this.exits = exits;
    this.progress = progress;
    number = scratch.zeroInts(regions + 1L);
    region = scratch.ints(regions + 1L);
    parent = scratch.ints(regions + 1L);
    exit = scratch.ints(regions + 1L);
  }

  /** Returns how many regions are numbered. */
  int count() {
    return count;
  }

  /**
   * Numbers the region of a start, and all that it reaches and that has no number yet. A start from
   * which no edge leads on needs none.
   */
  void visit(int start) {
    if (number.get(start) != 0 || !exits.hasNext(start)) {
      return;
    }
    enter(start, 0, 0);
    int at = count;
    while (at != 0) {
      if (!exits.next(region.get(at))) {
        at = parent.get(at);
      } else if (number.get(exits.target()) == 0) {
        enter(exits.target(), at, exits.place());
        at = count;
      }
    }
  }

  private void enter(int target, int parentNumber, int place) {
    int k = ++count;
    if ((k & CHECK_EVERY - 1) == 0) {
      Workers.checkInterrupt();
      progress.report("numbering regions", k, region.length(), "regions");
    }
    number.set(target, k);
    region.set(k, target);
    parent.set(k, parentNumber);
    exit.set(k, place);
  }

  void release(Scratch scratch) {
    scratch.release(number);
    scratch.release(region);
    scratch.release(parent);
    scratch.release(exit);
  }
}
