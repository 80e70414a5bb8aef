package heapsh.graph;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Tells what keeps what alive, over references of given strengths. Immutable and thread-safe; what
 * is costly is computed when it is first asked for, once.
 *
 * <p>Alive are the GC roots, what followed references reach from them, and, so that every reachable
 * object has a place, the entry points of what only weaker references reach, as if these were
 * roots.
 */
public final class Retention {
  /** How many sets {@link #retainedBytes} takes in one search. */
  public static final int SETS_AT_ONCE = RetainedSizes.MOST_SETS;

  private static final int CHECK_EVERY = 1 << 16;

  private final HeapGraph graph;
  private final Set<Strength> strengths;
  private final boolean[] held;
  private final Lazy<RoaringBitmap> starts = new Lazy<>(this::findStarts);
  private final Lazy<DominatorChildren> children = new Lazy<>(this::findChildren);
  private DominatorChildren reserved;

  /** Follows references of these strengths and strong ones. O(classes). */
  public Retention(HeapGraph graph, Set<Strength> strengths) {
    this.graph = graph;
    EnumSet<Strength> followed = EnumSet.of(Strength.STRONG);
    followed.addAll(strengths);
    this.strengths = followed;
    held = new boolean[graph.classCount()];
    for (int c = 0; c < held.length; c++) {
      held[c] = !followed.contains(graph.heapClass(c).referentStrength());
    }
  }

  /** Returns the strengths of the references that are followed, {@code STRONG} among them. */
  public Set<Strength> strengths() {
    return EnumSet.copyOf(strengths);
  }

  private boolean isStrongOnly() {
    return strengths.size() == 1;
  }

  /** Returns immediate dominators and retained sizes. First call computes them. */
  public DominatorTree dominators() {
    return graph.dominators(strengths());
  }

  /** Returns the dominator tree from above. First call computes it, and dominators. */
  public DominatorChildren children() {
    return children.get();
  }

  private DominatorChildren findChildren() {
    DominatorTree tree = dominators();
    if (reserved == null) {
      reserved = new DominatorChildren(graph);
    }
    reserved.fill(graph, tree);
    return reserved;
  }

  /**
   * Returns what would be freed if all these objects went away: themselves, and the reachable
   * objects that are reached only through them. O(objects + references).
   */
  public RoaringBitmap retained(RoaringBitmap objects) {
    return isStrongOnly() ? graph.retained(objects) : retained(objects, ReferenceCut.NONE);
  }

  /**
   * Returns the retained sizes in bytes of sets that share no object. O(objects + references) for
   * every two dozen sets.
   */
  public long[] retainedBytes(List<RoaringBitmap> sets) {
    return RetainedSizes.of(graph, held, starts.get(), sets);
  }

  /**
   * Returns what would be freed in bytes, for each of some sets that share no object, if the set
   * went away and these GC roots with it: they stay alive where anything else leads to them.
   * O(objects + references) for every two dozen sets.
   *
   * @param roots for each set the objects that are roots for its sake alone
   */
  public long[] retainedBytes(List<RoaringBitmap> sets, List<RoaringBitmap> roots) {
    return RetainedSizes.of(graph, held, starts.get(), sets, roots);
  }

  /** Returns the objects that are alive now but not with the references cut. */
  public RoaringBitmap freed(ReferenceCut cut) {
    RoaringBitmap freed = graph.reachable();
    freed.andNot(alive(cut, new RoaringBitmap()));
    return freed;
  }

  /**
   * Returns what would be freed if all these objects went away, the references being cut before:
   * themselves, and what is then reached only through them. O(objects + references), twice.
   */
  public RoaringBitmap retained(RoaringBitmap objects, ReferenceCut cut) {
    RoaringBitmap retained =
        cut == ReferenceCut.NONE ? graph.reachable() : alive(cut, new RoaringBitmap());
    retained.andNot(alive(cut, objects));
    retained.or(objects);
    return retained;
  }

  private RoaringBitmap alive(ReferenceCut cut, RoaringBitmap without) {
    return KeptSearch.reached(graph, held, cut, starts.get(), without);
  }

  /** Collects the roots, and the referents that are reachable but not by what is followed. */
  private RoaringBitmap findStarts() {
    RoaringBitmap found = new RoaringBitmap();
    graph.roots().all().forEach(root -> found.add(root.index()));
    if (strengths.size() == Strength.values().length) {
      return found;
    }
    PathTree followed =
        isStrongOnly() ? graph.strongPaths() : graph.paths(strengths(), null, new RoaringBitmap());
    ReferenceCursor cursor = graph.outgoing();
    int n = graph.objectCount();
    for (int i = 0; i < n; i++) {
      if ((i & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      if (held[graph.classNumber(i)] && graph.isReachable(i)) {
        cursor.moveTo(i);
        int referent = cursor.next();
        if (referent >= 0 && cursor.slot() == 0 && !followed.reaches(referent)) {
          found.add(referent);
        }
      }
    }
    return found;
  }
}
