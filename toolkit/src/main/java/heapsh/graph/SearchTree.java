package heapsh.graph;

import java.lang.ref.Cleaner;

/** Gives the columns that a breadth-first search wrote. */
final class SearchTree implements PathTree {
  private static final Cleaner CLEANER = Cleaner.create();
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
    IntColumn[] mine = {order, holders, places};
    CLEANER.register(
        this,
        () -> {
          for (IntColumn column : mine) {
            scratch.release(column);
          }
        });
    return this;
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
