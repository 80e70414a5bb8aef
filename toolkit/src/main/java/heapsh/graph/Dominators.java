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
  private final Bits reached;
  private final IntColumn number;
  private final IntColumn vertex;
  private final IntColumn dominator;
  private final LongColumn retained;

  private Dominators(
      SizeColumn sizes,
      Bits reached,
      IntColumn number,
      IntColumn vertex,
      IntColumn dominator,
      LongColumn retained) {
    this.sizes = sizes;
    this.reached = reached;
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
    Warmup warmup = search.warmup();
    try {
      for (GcRoot root : all) {
        search.visit(root.index());
      }
      for (int entry : reach.weakEntries()) {
        search.visit(entry);
      }
    } finally {
      warmup.stop();
    }
    search.noteClasses();
    computeDominators(search, progress);
    LongColumn retained = sumRetained(search, columns.sizes());
    search.release(scratch);
    return new Dominators(
        columns.sizes(), search.visited, search.number, search.vertex, search.parent, retained);
  }

  /** Adds the tree over {@code n} objects to what an index keeps. */
  void keep(SectionList out, int n) {
    long numbered = 1L + reached.count();
    reached.keep(out, "dominators.reached");
    out.ints("dominators.number", number, n);
    out.ints("dominators.vertex", vertex, numbered);
    out.ints("dominators.dominator", dominator, numbered);
    out.longs("dominators.retained", retained, numbered);
  }

  /** Gives the tree that an index keeps, if every vertex stands after its dominator. */
  static Dominators kept(IndexFile in, SizeColumn sizes, int n) {
    Bits reached = Bits.kept(in, "dominators.reached", n);
    int numbered = reached.count() + 1;
    IntColumn number = in.ints("dominators.number", n);
    IntColumn vertex = in.ints("dominators.vertex", numbered);
    IntColumn dominator = in.ints("dominators.dominator", numbered);
    for (int k = 1; k < numbered; k++) {
      int index = vertex.get(k);
      boolean good = index >= 0 && index < n && reached.get(index) && number.get(index) == k;
      int d = dominator.get(k);
      if (!good || d < 0 || d >= k) {
        throw new UnusableIndexException("its dominators are no tree");
      }
    }
    LongColumn retained = in.longs("dominators.retained", numbered);
    return new Dominators(sizes, reached, number, vertex, dominator, retained);
  }

  /** Turns {@code search.parent} into the column of immediate dominators. */
  private static void computeDominators(DepthFirst search, Progress progress) {
    int m = search.count();
    IntColumn semi = search.semi;
    LongColumn log = search.log;
    // A number's list of edges is needed until it is its turn, its place in the forest from then
    // on.
    Forest forest = new Forest(search.heads);
    for (int w = m; w > 0; w--) {
      if ((w & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("finding dominators", m - w, m, "objects");
      }
      int least = semi.get(w);
      long entry = search.heads.get(w);
      while (entry != 0 && least > 0) {
        long edge = log.get(entry);
        least = Math.min(least, forest.leastSemi((int) edge, w));
        entry = edge >>> 32;
      }
      semi.set(w, least);
      forest.add(w, search.parent.get(w), least);
    }
    climb(search.parent, semi, m);
  }

  /**
   * Turns parents into dominators: the nearest one on the way up that is no deeper than the
   * semidominator.
   */
  private static void climb(IntColumn parents, IntColumn semi, int m) {
    for (int w = 1; w <= m; w++) {
      int d = parents.get(w);
      int bound = semi.get(w);
      while (d > bound) {
        d = parents.get(d);
      }
      parents.set(w, d);
    }
  }

  /**
   * Sums up sizes from the leaves of the dominator tree to its root, in the column of the forest,
   * which is done.
   */
  private static LongColumn sumRetained(DepthFirst search, SizeColumn sizes) {
    int m = search.count();
    LongColumn retained = search.heads;
    retained.set(0, 0);
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
    if (!reached.get(index)) {
      return NONE;
    }
    int d = dominator.get(number.get(index));
    return d == 0 ? ROOT : vertex.get(d);
  }

  @Override
  public long retainedBytes(int index) {
    return reached.get(index) ? retained.get(number.get(index)) : sizes.get(index);
  }

  /**
   * The forest of vertices that are done, with compressed paths. Ancestor and least semidominator
   * share one long.
   */
  private static final class Forest {
    private final LongColumn nodes;

    Forest(LongColumn nodes) {
      this.nodes = nodes;
    }

    /** Adds a vertex that is done. */
    void add(int w, int parent, int least) {
      nodes.set(w, node(parent, least));
    }

    private static long node(int ancestor, int least) {
      return (long) ancestor << 32 | least;
    }

    private static int ancestor(long node) {
      return (int) (node >> 32);
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
