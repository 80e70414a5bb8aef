package heapsh.graph;

/** Gives the columns that a breadth-first search wrote. */
final class SearchTree implements PathTree {
  private static final int CHUNK = 1 << 16;

  private final IntColumn order;
  private final IntColumn holders;
  private final IntColumn places;
  private final Bits reached;
  private final int size;

  /**
   * Makes a tree.
   *
   * @param order what was reached
   * @param holders where the parent of each stands, in the same order
   * @param places the inverse of {@code order}
   */
  SearchTree(IntColumn order, IntColumn holders, IntColumn places, Bits reached, int size) {
    this.order = order;
    this.holders = holders;
    this.places = places;
    this.reached = reached;
    this.size = size;
  }

  /** Makes the inverse of an order: where each object stands in it. O(size), on all processors. */
  static IntColumn inverse(IntColumn order, int size, Scratch scratch) {
    IntColumn places = scratch.ints(order.length());
    Workers.forRange(
        size,
        CHUNK,
        () ->
            (from, to) -> {
              for (long k = from; k < to; k++) {
                places.set(order.get(k), (int) k);
              }
            });
    return places;
  }

  /** Gives the columns back to the scratch file when nobody refers to this tree any more. */
  SearchTree releasedWhenUnused(Scratch scratch) {
    scratch.releaseWith(this, order, holders, places);
    return this;
  }

  /** Adds the tree over {@code n} objects to what an index keeps. */
  void keep(SectionList out, int n) {
    out.ints("paths.order", order, size);
    out.ints("paths.holders", holders, size);
    out.ints("paths.places", places, n);
  }

  /** Gives the tree that an index keeps, if every object in it stands after its parent. */
  static SearchTree kept(IndexFile in, int n) {
    long size = in.length("paths.order") / Integer.BYTES;
    IntColumn order = in.ints("paths.order", size);
    IntColumn holders = in.ints("paths.holders", size);
    IntColumn places = in.ints("paths.places", n);
    Bits reached = new Bits(n);
    for (long k = 0; k < size; k++) {
      int index = order.get(k);
      int holder = holders.get(k);
      boolean placed = index >= 0 && index < n && places.get(index) == k;
      if (!placed || holder < START || holder >= k) {
        throw new UnusableIndexException("its paths are no tree");
      }
      reached.set(index);
    }
    return new SearchTree(order, holders, places, reached, (int) size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int at(int k) {
    return order.get(k);
  }

  @Override
  public int holder(int k) {
    return holders.get(k);
  }

  @Override
  public int orderOf(int index) {
    return reached.get(index) ? places.get(index) : NONE;
  }
}
