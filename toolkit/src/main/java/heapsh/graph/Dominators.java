package heapsh.graph;

import java.util.concurrent.atomic.LongAdder;

/**
 * Holds immediate dominators and retained sizes by place in the order of discovery, in which every
 * object stands after its dominator.
 *
 * <p>Most objects have one referrer, which dominates them: they belong to its region ({@link
 * Regions}). Of the heads of regions most are dominated by nothing but the virtual root, which
 * shows quickly ({@link Undominated}). What is left takes part in the algorithm for dominators
 * ({@link SemiNca}). Retained sizes take one sweep over all objects then, from the last place to
 * the first.
 */
final class Dominators implements DominatorTree {
  private static final int CHECK_EVERY = 1 << 20;
  private static final int CHUNK = 1 << 16;

  private final SizeColumn sizes;
  private final Bits reached;
  private final IntColumn places;
  private final IntColumn order;

  /** By place, the place of the dominator or {@link #ROOT}. */
  private final IntColumn dominators;

  /** By place. */
  private final OffsetColumn retained;

  private Dominators(
      SizeColumn sizes,
      Bits reached,
      IntColumn places,
      IntColumn order,
      IntColumn dominators,
      OffsetColumn retained) {
    this.sizes = sizes;
    this.reached = reached;
    this.places = places;
    this.order = order;
    this.dominators = dominators;
    this.retained = retained;
  }

  /**
   * Computes dominators and retained sizes. O(objects + references) as a rule; nested cycles in
   * uncommon heaps cost more.
   */
  static Dominators of(
      StrongGraph graph, GcRoots roots, SizeColumn sizes, Scratch scratch, Progress progress) {
    Reachability reach = graph.reach();
    long total = total(sizes, reach.all(), graph.objects());
    OffsetColumn retained = new OffsetColumn(scratch, Math.max(1, reach.count()), total);
    Regions regions = Regions.heads(graph, roots, scratch);
    Workers.both(() -> takeSizes(reach, sizes, retained), () -> regions.spread(progress));
    Bits undominated = Undominated.of(graph, regions, scratch);
    DepthFirst search = search(graph, regions, undominated, scratch, progress);
    IntColumn dominators = regions.takeColumn();
    Workers.forRange(
        reach.count(),
        CHUNK,
        () ->
            (from, to) -> {
              for (long k = from; k < to; k++) {
                int index = reach.order().get(k);
                dominators.set(
                    k,
                    regions.isHead(index)
                        ? dominator(search, dominators.get(k))
                        : reach.holders().get(k));
              }
            });
    search.release(scratch);
    regions.release(scratch);
    sum(dominators, retained, reach.count(), progress);
    return new Dominators(sizes, reach.all(), graph.places(), reach.order(), dominators, retained);
  }

  /** Lets every object retain itself. */
  private static void takeSizes(Reachability reach, SizeColumn sizes, OffsetColumn retained) {
    for (int k = 0; k < reach.count(); k++) {
      if ((k & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      retained.set(k, sizes.get(reach.order().get(k)));
    }
  }

  /** Numbers what is not undominated, and finds its dominators. */
  private static DepthFirst search(
      StrongGraph graph, Regions regions, Bits undominated, Scratch scratch, Progress progress) {
    Entries entries = Entries.of(graph, regions, undominated, scratch);
    Exits exits = Exits.of(entries, scratch);
    DepthFirst search = new DepthFirst(regions.count(), exits, scratch, progress);
    for (int r = undominated.next(0); r >= 0; r = undominated.next(r + 1)) {
      search.visit(r);
    }
    exits.release(scratch);
    CommonAncestors ancestors =
        new CommonAncestors(graph.reach().holders(), graph.reach().count(), scratch);
    SemiNca.run(entries, search, new Spots(ancestors), progress, scratch);
    ancestors.release();
    entries.release(scratch);
    return search;
  }

  /** Returns the place of the dominator that was found for the head of a region. */
  private static int dominator(DepthFirst search, int region) {
    int k = search.number.get(region);
    return k == 0 || search.parent.get(k) == 0 ? ROOT : search.exit.get(k);
  }

  /** Adds up the sizes of all reachable objects. */
  private static long total(SizeColumn sizes, Bits reachable, int n) {
    LongAdder total = new LongAdder();
    Workers.forRange(
        n,
        CHUNK,
        () ->
            (from, to) -> {
              long sum = 0;
              for (int i = (int) from; i < to; i++) {
                sum += reachable.get(i) ? sizes.get(i) : 0;
              }
              total.add(sum);
            });
    return total.sum();
  }

  /** Sums up sizes from the leaves of the dominator tree to its root. */
  private static void sum(
      IntColumn dominators, OffsetColumn retained, int count, Progress progress) {
    for (int k = count - 1; k >= 0; k--) {
      if ((k & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("adding up retained sizes", count - k, count, "objects");
      }
      int d = dominators.get(k);
      if (d >= 0) {
        retained.set(d, retained.get(d) + retained.get(k));
      }
    }
  }

  /** Adds the tree over {@code n} objects to what an index keeps. */
  void keep(SectionList out, int n) {
    long size = reached.count();
    reached.keep(out, "dominators.reached");
    out.ints("dominators.places", places, n);
    out.ints("dominators.order", order, size);
    out.ints("dominators.dominators", dominators, size);
    retained.keep(out, "dominators.retained", size);
  }

  /** Gives the tree that an index keeps, if every object stands after its dominator. */
  static Dominators kept(IndexFile in, SizeColumn sizes, int n) {
    Bits reached = Bits.kept(in, "dominators.reached", n);
    int size = reached.count();
    IntColumn places = in.ints("dominators.places", n);
    IntColumn order = in.ints("dominators.order", size);
    IntColumn dominators = in.ints("dominators.dominators", size);
    for (int k = 0; k < size; k++) {
      int index = order.get(k);
      boolean good = index >= 0 && index < n && reached.get(index) && places.get(index) == k;
      int d = dominators.get(k);
      if (!good || d < ROOT || d >= k) {
        throw new UnusableIndexException("its dominators are no tree");
      }
    }
    OffsetColumn retained = OffsetColumn.kept(in, "dominators.retained", size);
    return new Dominators(sizes, reached, places, order, dominators, retained);
  }

  @Override
  public int dominator(int index) {
    if (!reached.get(index)) {
      return NONE;
    }
    int d = dominators.get(places.get(index));
    return d < 0 ? ROOT : order.get(d);
  }

  @Override
  public long retainedBytes(int index) {
    return reached.get(index) ? retained.get(places.get(index)) : sizes.get(index);
  }
}
