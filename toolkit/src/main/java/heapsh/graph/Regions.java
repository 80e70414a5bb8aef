package heapsh.graph;

/**
 * Cuts the reachable objects into regions, each entered at one object only, its head.
 *
 * <p>An object with one strong reference to it is dominated by its referrer and belongs to the
 * referrer's region. So a region is a tree, and part of the tree of shortest paths: the only
 * referrer is the parent there. Heads are what has several referrers, roots and other starts, and
 * classes that instances may hold. In most heaps there are ten times as many objects as regions.
 *
 * <pre>
 *       a  root: head of region {a, b, c, e}
 *      / \
 *     b   c
 *      \ / \
 *       d   e      d has two referrers: head of region {d, f}
 *       |
 *       f
 * </pre>
 *
 * <p>Objects are told by their place in the order of discovery, in which parents stand before their
 * children. Regions are numbered from 1 in the order of their heads; 0 is the virtual root above
 * all starts.
 */
final class Regions {
  private static final int CHECK_EVERY = 1 << 20;

  /** A multiple of 64, so that no two threads write one word of bits. */
  private static final int CHUNK = 1 << 18;

  private final StrongGraph graph;
  private final Bits heads;

  /** Region by place. */
  private final IntColumn byPlace;

  /** The region of the object before the head on its shortest path, 0 for starts. */
  private final IntColumn parents;

  /** Regions whose heads are starts. */
  private final Bits starts;

  private final int count;

  private final Bits startObjects;

  private Regions(StrongGraph graph, Bits heads, Bits startObjects, Scratch scratch) {
    this.graph = graph;
    this.heads = heads;
    this.startObjects = startObjects;
    count = heads.count();
    byPlace = scratch.ints(graph.objects() + 1L);
    parents = scratch.ints(count + 1L);
    starts = new Bits(count + 1);
  }

  /** Finds the heads. O(objects), on all processors; regions are known after {@link #spread}. */
  static Regions heads(StrongGraph graph, GcRoots roots, Scratch scratch) {
    Bits starts = graph.reach().starts(roots, graph.objects());
    Bits heads = heads(graph);
    heads.addAll(starts);
    return new Regions(graph, heads, starts, scratch);
  }

  /**
   * Marks what has several references, of whatever strength, and classes that instances may hold.
   */
  private static Bits heads(StrongGraph graph) {
    Bits heads = new Bits(graph.objects());
    Workers.forRange(
        graph.objects(),
        CHUNK,
        () ->
            (from, to) -> {
              for (int i = (int) from; i < to; i++) {
                if (graph.incoming().count(i) > 1) {
                  heads.set(i);
                }
              }
            });
    ClassFacts facts = graph.facts();
    for (int c = 0; c < facts.count(); c++) {
      if (facts.isUnheld(c)) {
        heads.set(facts.classObject(c));
      }
    }
    heads.retainAll(graph.reach().all());
    return heads;
  }

  /** Gives every object that is no head the region of its only referrer. O(objects). */
  void spread(Progress progress) {
    IntColumn order = graph.reach().order();
    IntColumn holders = graph.reach().holders();
    int region = 0;
    for (int k = 0; k < graph.reach().count(); k++) {
      if ((k & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("cutting regions", k, graph.reach().count(), "objects");
      }
      int index = order.get(k);
      int holder = holders.get(k);
      int above = holder < 0 ? 0 : byPlace.get(holder);
      if (heads.get(index)) {
        boolean isStart = startObjects.get(index);
        parents.set(++region, isStart ? 0 : above);
        byPlace.set(k, region);
        if (isStart) {
          starts.set(region);
        }
      } else {
        byPlace.set(k, above);
      }
    }
  }

  /** Returns how many regions there are. */
  int count() {
    return count;
  }

  /** Returns the region of the object at a place. */
  int at(int place) {
    return byPlace.get(place);
  }

  /** Returns the region of an object. */
  int of(int index) {
    return byPlace.get(graph.places().get(index));
  }

  /**
   * Puts regions in the place of the first {@code count} objects. Loads from memory that do not
   * wait for one another take the time of few.
   */
  void ofAll(int[] objects, int count) {
    for (int k = 0; k < count; k++) {
      objects[k] = graph.places().get(objects[k]);
    }
    for (int k = 0; k < count; k++) {
      objects[k] = byPlace.get(objects[k]);
    }
  }

  /**
   * Returns a region from which one edge leads into this one, 0 for that of a start. It is lower.
   */
  int parent(int region) {
    return parents.get(region);
  }

  /** Returns the regions whose heads are starts. Must not be changed. */
  Bits starts() {
    return starts;
  }

  /** Returns the first head from this object on, or -1. */
  int nextHead(int index) {
    return heads.next(index);
  }

  boolean isHead(int index) {
    return heads.get(index);
  }

  /**
   * Gives the column of regions away, for other use: this object must not be asked for places then.
   */
  IntColumn takeColumn() {
    return byPlace;
  }

  /** Gives the columns back that were not taken. */
  void release(Scratch scratch) {
    scratch.release(parents);
  }
}
