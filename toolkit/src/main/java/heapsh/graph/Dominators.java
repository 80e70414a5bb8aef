package heapsh.graph;

import java.util.List;

/**
 * Computes immediate dominators by Semi-NCA (Georgiadis, "Linear-Time Algorithms for Dominators and
 * Related Problems", 2005; the form with one pass of path compression and one of nearest common
 * ancestors), and retained sizes in one sweep.
 *
 * <p>All arrays are columns in preorder. Path compression turns pointers round on its way up
 * instead of keeping a stack, so a list of ten million objects needs no more memory than any other
 * heap.
 */
final class Dominators implements DominatorTree {
  private static final int CHECK_EVERY = 1 << 16;

  private final SizeColumn sizes;
  private final IntColumn number;
  private final IntColumn vertex;
  private final IntColumn dominator;
  private final LongColumn retained;

  private Dominators(
      SizeColumn sizes,
      IntColumn number,
      IntColumn vertex,
      IntColumn dominator,
      LongColumn retained) {
    this.sizes = sizes;
    this.number = number;
    this.vertex = vertex;
    this.dominator = dominator;
    this.retained = retained;
  }

  static Dominators of(
      ObjectColumns columns,
      ClassFacts facts,
      GcRoots roots,
      Reachability reach,
      long references,
      Scratch scratch,
      Progress progress) {
    Bits starts = new Bits(facts.objects());
    List<GcRoot> all = roots.all();
    all.forEach(root -> starts.set(root.index()));
    for (int entry : reach.weakEntries()) {
      starts.set(entry);
    }
    DepthFirst search = new DepthFirst(columns, facts, starts, references, scratch, progress);
    for (GcRoot root : all) {
      search.visit(root.index());
    }
    for (int entry : reach.weakEntries()) {
      search.visit(entry);
    }
    computeDominators(search, scratch, progress);
    LongColumn retained = sumRetained(search, columns.sizes(), scratch);
    search.release(scratch);
    return new Dominators(columns.sizes(), search.number, search.vertex, search.parent, retained);
  }

  /** Turns {@code search.parent} into the column of immediate dominators. */
  private static void computeDominators(DepthFirst search, Scratch scratch, Progress progress) {
    int m = search.count();
    OffsetColumn starts = new OffsetColumn(scratch, m + 2L, search.logged());
    IntColumn sources = placeSources(search, starts, scratch);
    IntColumn semi = search.semi;
    LongColumn nodes = scratch.longs(m + 1L);
    Forest forest = new Forest(search.parent, nodes, m);
    for (int w = m; w > 0; w--) {
      if ((w & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("finding dominators", m - w, m, "objects");
      }
      int least = semi.get(w);
      long end = starts.get(w + 1L);
      for (long k = starts.get(w); k < end; k++) {
        least = Math.min(least, forest.leastSemi(sources.get(k), w));
      }
      semi.set(w, least);
      forest.settle(w, least);
    }
    IntColumn dominator = search.parent;
    for (int w = 1; w <= m; w++) {
      int d = dominator.get(w);
      int bound = semi.get(w);
      while (d > bound) {
        d = dominator.get(d);
      }
      dominator.set(w, d);
    }
    scratch.release(nodes);
    scratch.release(sources);
  }

  /**
   * Groups the logged edges by target: the sources of {@code w} stand from {@code starts(w)} to
   * {@code starts(w + 1)}.
   */
  private static IntColumn placeSources(DepthFirst search, OffsetColumn starts, Scratch scratch) {
    int m = search.count();
    IntColumn counts = scratch.ints(search.vertex.length());
    counts.fill(0, m + 1L, 0);
    for (long k = 0; k < search.logged(); k++) {
      int target = (int) (search.log.get(k) >>> 32);
      counts.set(target, counts.get(target) + 1);
    }
    long end = 0;
    for (int w = 1; w <= m; w++) {
      starts.set(w, end);
      end += counts.get(w);
    }
    starts.set(m + 1L, end);
    IntColumn sources = scratch.freshInts(Math.max(1, end));
    for (long k = 0; k < search.logged(); k++) {
      long edge = search.log.get(k);
      int target = (int) (edge >>> 32);
      int left = counts.get(target) - 1;
      counts.set(target, left);
      sources.set(starts.get(target) + left, (int) edge);
    }
    scratch.release(counts);
    return sources;
  }

  private static LongColumn sumRetained(DepthFirst search, SizeColumn sizes, Scratch scratch) {
    int m = search.count();
    LongColumn retained = scratch.longs(m + 1L);
    for (int k = 1; k <= m; k++) {
      retained.set(k, sizes.get(search.vertex.get(k)));
    }
    for (int k = m; k > 0; k--) {
      int d = search.parent.get(k);
      retained.set(d, retained.get(d) + retained.get(k));
    }
    return retained;
  }

  @Override
  public int dominator(int index) {
    int k = number.get(index);
    if (k == 0) {
      return NONE;
    }
    int d = dominator.get(k);
    return d == 0 ? ROOT : vertex.get(d);
  }

  @Override
  public long retainedBytes(int index) {
    int k = number.get(index);
    return k == 0 ? sizes.get(index) : retained.get(k);
  }

  /**
   * The forest of vertices that are done, with compressed paths. Ancestor and least semidominator
   * share one long.
   */
  private static final class Forest {
    private final LongColumn nodes;

    Forest(IntColumn parent, LongColumn nodes, int m) {
      this.nodes = nodes;
      for (int k = 0; k <= m; k++) {
        nodes.set(k, node(parent.get(k), k));
      }
    }

    private static long node(int ancestor, int least) {
      return (long) ancestor << 32 | least;
    }

    private static int ancestor(long node) {
      return (int) (node >> 32);
    }

    /** Notes the semidominator of a vertex that is done. */
    void settle(int w, int least) {
      nodes.set(w, node(ancestor(nodes.get(w)), least));
    }

    /**
     * Returns the least semidominator on the path from {@code v} up to, but without, the tree root
     * above it.
     */
    int leastSemi(int v, int done) {
      long node = nodes.get(v);
      if (ancestor(node) <= done) {
        return (int) node;
      }
      int child = -1;
      int x = v;
      int above = ancestor(node);
      while (above > done) {
        nodes.set(x, node(child, (int) node));
        child = x;
        x = above;
        node = nodes.get(x);
        above = ancestor(node);
      }
      int smallest = (int) node;
      while (child >= 0) {
        node = nodes.get(child);
        smallest = Math.min(smallest, (int) node);
        nodes.set(child, node(above, smallest));
        child = ancestor(node);
      }
      return smallest;
    }
  }
}
