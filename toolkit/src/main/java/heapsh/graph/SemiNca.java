package heapsh.graph;

/**
 * Computes immediate dominators of the heads of regions by Semi-NCA (Georgiadis, "Linear-Time
 * Algorithms for Dominators and Related Problems", 2005; the form with one pass of path compression
 * and one of nearest common ancestors).
 *
 * <p>It is the algorithm on all objects, without the steps for those that are no heads: these have
 * their referrer for semidominator and dominator. What enters into a region by paths that leave
 * another one at several objects is dominated by none of these, but by their nearest common
 * ancestor:
 *
 * <pre>
 *       a       region {a, b, c} is left at b and at c for d:
 *      / \      the semidominator of d is spot a
 *     b   c
 *      \ /
 *       d
 * </pre>
 *
 * <p>Where the algorithm takes the lower of two numbers it takes here the lower number of a region,
 * and in one region the nearest common ancestor. That differs from the semidominator on all objects
 * only by objects that are no ancestors of the one asked about, and the last step, which goes up
 * from its parent, makes up for these.
 *
 * <p>Path compression turns pointers round on its way up instead of keeping a stack, so a chain of
 * ten million regions needs no more memory than any other heap.
 */
final class SemiNca {
  private static final int CHECK_EVERY = 1 << 16;

  private final Entries entries;
  private final DepthFirst search;
  private final Spots spots;
  private final Progress progress;
  private final LongColumn semi;
  private final IntColumn ancestors;
  private final LongColumn least;

  private SemiNca(
      Entries entries, DepthFirst search, Spots spots, Progress progress, Scratch scratch) {
    this.entries = entries;
    this.search = search;
    this.spots = spots;
    this.progress = progress;
    semi = scratch.longs(search.count() + 1L);
    ancestors = scratch.ints(search.count() + 1L);
    least = scratch.longs(search.count() + 1L);
  }

  /**
   * Turns {@code search.parent} and {@code search.exit} into the dominators of all heads: the
   * region each is in, by number, and its place.
   */
  static void run(
      Entries entries, DepthFirst search, Spots spots, Progress progress, Scratch scratch) {
    SemiNca work = new SemiNca(entries, search, spots, progress, scratch);
    work.findSemidominators();
    work.climb();
    scratch.release(work.semi);
    scratch.release(work.ancestors);
    scratch.release(work.least);
  }

  private void findSemidominators() {
    int m = search.count();
    for (int w = m; w > 0; w--) {
      if ((w & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("finding dominators", m - w, m, "regions");
      }
      long highest = semidominator(w);
      semi.set(w, highest);
      least.set(w, highest);
      ancestors.set(w, search.parent.get(w));
    }
  }

  private long semidominator(int w) {
    long highest = Spots.of(search.parent.get(w), search.exit.get(w));
    int region = search.region.get(w);
    long edge = entries.start(region);
    for (int left = entries.count(region); left > 0 && Spots.number(highest) > 0; left--, edge++) {
      int v = search.number.get(entries.source(edge));
      if (v > w) {
        highest = spots.higher(highest, leastSemi(v, w));
      } else if (v != 0) {
        highest = spots.higher(highest, Spots.of(v, entries.place(edge)));
      }
    }
    return highest;
  }

  /**
   * Returns the highest semidominator on the path from {@code v} up to, but without, the first
   * number that is not above {@code done}.
   */
  private long leastSemi(int v, int done) {
    int above = ancestors.get(v);
    if (above <= done) {
      return least.get(v);
    }
    int below = 0;
    int x = v;
    while (above > done) {
      ancestors.set(x, below);
      below = x;
      x = above;
      above = ancestors.get(x);
    }
    long highest = least.get(x);
    while (below != 0) {
      highest = spots.higher(highest, least.get(below));
      least.set(below, highest);
      int next = ancestors.get(below);
      ancestors.set(below, above);
      below = next;
    }
    return highest;
  }

  /**
   * Turns parents into dominators: the nearest one on the way up that is no deeper than the
   * semidominator.
   */
  private void climb() {
    IntColumn numbers = search.parent;
    IntColumn places = search.exit;
    for (int w = 1; w <= search.count(); w++) {
      long bound = semi.get(w);
      int number = numbers.get(w);
      int place = places.get(w);
      while (number > Spots.number(bound)) {
        place = places.get(number);
        number = numbers.get(number);
      }
      long dominator = Spots.of(number, place);
      if (number == Spots.number(bound)) {
        dominator = spots.higher(dominator, bound);
      }
      numbers.set(w, number);
      places.set(w, Spots.place(dominator));
    }
  }
}
