package heapsh.graph;

import java.lang.ref.Cleaner;

/** Gives the columns that a breadth-first search wrote. */
final class SearchTree implements PathTree {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int CHUNK = 1 << 16;

  private final IntColumn order;
  private final IntColumn parents;
  private final Bits reached;
  private final int size;

  private SearchTree(IntColumn order, IntColumn parents, Bits reached, int size) {
    this.order = order;
    this.parents = parents;
    this.reached = reached;
    this.size = size;
  }

  /**
   * Makes a tree of what a search wrote, and gives {@code holders} back.
   *
   * @param order what was reached
   * @param holders the parent of each, in the same order
   */
  static SearchTree of(
      IntColumn order, IntColumn holders, Bits reached, int size, Scratch scratch) {
    IntColumn parents = scratch.ints(order.length());
    Workers.forRange(
        size,
        CHUNK,
        () ->
            (from, to) -> {
              for (long k = from; k < to; k++) {
                parents.set(order.get(k), holders.get(k));
              }
            });
    scratch.release(holders);
    return new SearchTree(order, parents, reached, size);
  }

  /** Gives the columns back to the scratch file when nobody refers to this tree any more. */
  SearchTree releasedWhenUnused(Scratch scratch) {
    IntColumn myOrder = order;
    IntColumn myParents = parents;
    CLEANER.register(
        this,
        () -> {
          scratch.release(myOrder);
          scratch.release(myParents);
        });
    return this;
  }

  /** Adds the tree over {@code n} objects to what an index keeps. */
  void keep(SectionList out, int n) {
    out.ints("paths.order", order, size);
    out.ints("paths.parents", parents, n);
  }

  /** Gives the tree that an index keeps, if every object in it stands after its parent. */
  static SearchTree kept(IndexFile in, int n) {
    long size = in.length("paths.order") / Integer.BYTES;
    IntColumn order = in.ints("paths.order", size);
    IntColumn parents = in.ints("paths.parents", n);
    Bits reached = new Bits(n);
    for (long k = 0; k < size; k++) {
      int index = order.get(k);
      int parent = index < 0 || index >= n ? NONE : parents.get(index);
      boolean held = parent == START || parent >= 0 && parent < n && reached.get(parent);
      if (!held || !reached.add(index)) {
        throw new UnusableIndexException("its paths are no tree");
      }
    }
    return new SearchTree(order, parents, reached, (int) size);
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
  public int parent(int index) {
    return reached.get(index) ? parents.get(index) : NONE;
  }
}
