package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.Strength;
import java.util.EnumSet;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says which paths are asked for. Immutable.
 *
 * @param strengths the references to follow, {@code STRONG} among them
 * @param from where paths start, null for the GC roots
 * @param avoiding the objects that no path may touch
 * @param raw whether each object gets a path of its own, of raw relations
 */
record PathQuery(Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding, boolean raw) {
  /** The strong paths from the GC roots, merged. */
  static final PathQuery PLAIN =
      new PathQuery(EnumSet.of(Strength.STRONG), null, new RoaringBitmap(), false);

  PathQuery including(Set<Strength> more) {
    EnumSet<Strength> all = EnumSet.copyOf(strengths);
    all.addAll(more);
    return new PathQuery(all, from, avoiding, raw);
  }

  PathQuery from(RoaringBitmap starts) {
    return new PathQuery(strengths, starts, avoiding, raw);
  }

  PathQuery avoiding(RoaringBitmap more) {
    return new PathQuery(strengths, from, RoaringBitmap.or(avoiding, more), raw);
  }

  /** Asks for the same paths, avoiding nothing. */
  PathQuery freely() {
    return new PathQuery(strengths, from, new RoaringBitmap(), raw);
  }

  PathQuery unmerged() {
    return new PathQuery(strengths, from, avoiding, true);
  }

  boolean isStrongFromRoots() {
    return strengths.size() == 1 && from == null && avoiding.isEmpty();
  }

  /**
   * Searches the paths; those of the plain query are kept by the graph. O(objects + references).
   */
  PathTree search(HeapGraph graph) {
    return isStrongFromRoots() ? graph.strongPaths() : graph.paths(strengths, from, avoiding);
  }
}
