package heapsh.graph;

/**
 * Names how strongly an edge holds its target.
 *
 * <p>The {@code referent} of a {@code java.lang.ref.Reference} has the strength of that reference's
 * class; every other edge is strong. Declared from the strongest to the weakest.
 */
public enum Strength {
  STRONG,
  SOFT,
  WEAK,
  FINAL,
  PHANTOM
}
