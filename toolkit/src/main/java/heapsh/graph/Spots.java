package heapsh.graph;

/**
 * Compares objects by how near to the virtual root they stand: a spot is the depth-first number of
 * a region in the upper half of a long, and the place of an object in it in the lower.
 */
final class Spots {
  private final CommonAncestors ancestors;

  Spots(CommonAncestors ancestors) {
    this.ancestors = ancestors;
  }

  static long of(int number, int place) {
    return (long) number << 32 | place;
  }

  static int number(long spot) {
    return (int) (spot >>> 32);
  }

  static int place(long spot) {
    return (int) spot;
  }

  /**
   * Returns the spot in the region with the lower number; of two in one region the nearest from
   * which paths lead to both. Associative and commutative.
   */
  long higher(long a, long b) {
    if (a == b || number(a) != number(b)) {
      return Math.min(a, b);
    }
    return number(a) == 0 ? a : of(number(a), ancestors.of(place(a), place(b)));
  }
}
