package heapsh.graph;

import java.lang.ref.Cleaner;

/** Gives the columns that a breadth-first search wrote. */
final class SearchTree implements PathTree {
  private static final Cleaner CLEANER = Cleaner.create();

  private final IntColumn order;
  private final IntColumn parents;
  private final Bits reached;
  private final int size;

  SearchTree(IntColumn order, IntColumn parents, Bits reached, int size) {
    this.order = order;
    this.parents = parents;
    this.reached = reached;
    this.size = size;
  }

  /**
   * Makes a tree whose columns go back to the scratch file when nobody refers to the tree any more.
   */
  static SearchTree releasedWhenUnused(
      IntColumn order, IntColumn parents, Bits reached, int size, Scratch scratch) {
    SearchTree tree = new SearchTree(order, parents, reached, size);
    CLEANER.register(
        tree,
        () -> {
          scratch.release(order);
          scratch.release(parents);
        });
    return tree;
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
