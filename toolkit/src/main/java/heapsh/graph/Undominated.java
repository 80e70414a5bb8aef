package heapsh.graph;

/**
 * Finds most regions whose heads nothing but the virtual root dominates.
 *
 * <p>Shortest paths make a tree of regions below the virtual root, and every region has a top
 * there: the highest one above it. An edge from below another top gives a head a second path, which
 * has nothing but the virtual root in common with the shortest one. So it is undominated, is taken
 * for a top itself from then on, and another one is above all below it.
 *
 * <pre>
 *     a     b         a is the top of x, y and z, b of w
 *     |     |
 *     x &lt;-- w &lt;-.     w -&gt; x: x is undominated and becomes the top of y and z
 *     |         |
 *     y -&gt; z ---'     z -&gt; w: w is undominated; y and z are reached from below x only
 * </pre>
 *
 * <p>When nothing is found any more, all edges into what has a top above it come from below that
 * top, which therefore dominates it. Here a few edges into each region are looked at, and rounds
 * end when they find little: nothing depends on all being found.
 */
final class Undominated {
  private static final int CHUNK = 1 << 16;

  /** How many edges into each region are looked at. */
  private static final int FEW = 4;

  private static final int MOST_ROUNDS = 50;

  /** A round that finds less than this part of what the one before found is the last one. */
  private static final int PART = 64;

  private final StrongGraph graph;
  private final Regions regions;

  /** {@link #FEW} places for each region, 0 in those not used. */
  private final IntColumn sources;

  private final IntColumn tops;
  private final Bits found;

  private Undominated(StrongGraph graph, Regions regions, Scratch scratch) {
    this.graph = graph;
    this.regions = regions;
    sources = scratch.zeroInts((regions.count() + 1L) * FEW);
    tops = scratch.ints(regions.count() + 1L);
    found = regions.starts().copy();
  }

  /** Returns the regions of starts and of what is undominated besides. */
  static Bits of(StrongGraph graph, Regions regions, Scratch scratch) {
    Undominated work = new Undominated(graph, regions, scratch);
    work.collectReferrers();
    work.collectInstances();
    int before = 0;
    int fresh = 1;
    for (int round = 0; round < MOST_ROUNDS && fresh > before / PART; round++) {
      Workers.checkInterrupt();
      before = fresh;
      fresh = work.round();
    }
    scratch.release(work.sources);
    scratch.release(work.tops);
    return work.found;
  }

  private void collectReferrers() {
    Workers.forRange(graph.objects(), CHUNK, Collector::new);
  }

  /** Collects the regions of some instances of each class that these may hold. */
  private void collectInstances() {
    ClassFacts facts = graph.facts();
    int[] classRegions = graph.classRegions(regions, found);
    long[] left = new long[facts.count()];
    int open = 0;
    for (int c = 0; c < left.length; c++) {
      left[c] = classRegions[c] == 0 ? 0 : facts.instances(c);
      open += left[c] > 0 ? 1 : 0;
    }
    Bits reachable = graph.reach().all();
    Bits instances = facts.ofUnheldClasses();
    for (int i = instances.next(0); i >= 0 && open > 0; i = instances.next(i + 1)) {
      int c = graph.columns().classes().get(i);
      if (left[c] > 0) {
        left[c]--;
        if (reachable.get(i) && !add(classRegions[c], regions.of(i))) {
          left[c] = 0;
        }
        open -= left[c] == 0 ? 1 : 0;
      }
    }
  }

  /** Adds an edge unless it is known; false when there is no room for more. */
  private boolean add(int region, int source) {
    long first = (long) region * FEW;
    for (long k = first; k < first + FEW && source != region; k++) {
      int known = sources.get(k);
      if (known == 0) {
        sources.set(k, source);
      }
      if (known == 0 || known == source) {
        return sources.get(first + FEW - 1) == 0;
      }
    }
    return sources.get(first + FEW - 1) == 0;
  }

  /** Finds tops, and then what has an edge from below another top; returns how many that are. */
  private int round() {
    int count = regions.count();
    for (int r = 1; r <= count; r++) {
      tops.set(r, found.get(r) ? r : tops.get(regions.parent(r)));
    }
    int before = found.count();
    Workers.forRange(
        count + 1L,
        CHUNK,
        () ->
            (from, to) -> {
              for (int r = (int) from; r < to; r++) {
                if (!found.get(r) && hasOtherTop(r)) {
                  found.set(r);
                }
              }
            });
    return found.count() - before;
  }

  private boolean hasOtherTop(int region) {
    int top = tops.get(region);
    for (long k = (long) region * FEW; k < (region + 1L) * FEW; k++) {
      int source = sources.get(k);
      if (source != 0 && tops.get(source) != top) {
        return true;
      }
    }
    return false;
  }

  /** Collects the regions of referrers for one thread, which looks regions up in blocks. */
  private final class Collector implements Workers.Share {
    private static final int BLOCK = 256;

    /** Heads, and for each a referrer; regions instead when they are looked up. */
    private final int[] heads = new int[BLOCK];

    private final int[] referrers = new int[BLOCK];
    private int count;

    @Override
    public void run(long from, long to) {
      IncomingRows incoming = graph.incoming();
      for (int i = regions.nextHead((int) from); i >= 0 && i < to; i = regions.nextHead(i + 1)) {
        boolean more = true;
        long end = incoming.end(i);
        for (long k = incoming.start(i); k < end && more; k++) {
          int source = incoming.source(k);
          if (graph.leadsStrongly(source, i)) {
            heads[count] = i;
            referrers[count++] = source;
            more = count < BLOCK || addAll();
          }
        }
      }
      addAll();
    }

    /** Adds all edges of the block; false when there is no room for more into the last head. */
    private boolean addAll() {
      regions.ofAll(heads, count);
      regions.ofAll(referrers, count);
      boolean more = true;
      for (int k = 0; k < count; k++) {
        more = add(heads[k], referrers[k]);
      }
      count = 0;
      return more;
    }
  }
}
