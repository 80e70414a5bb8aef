package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.graph.Retention;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/**
 * Shows the dominator tree from above: which objects keep the most alive, and below each of them
 * what it alone keeps. Immutable and thread-safe.
 *
 * <pre>
 * Dominator tree: 812 branches, 116935280 bytes (111.5 MiB).
 * Branch  Retained   %  Shallow Object
 *      0 114401312  98       24 crawler.DatabaseWrapper 0x7f439c90c810
 *    0.0 114401288  98       48   j.u.c.LinkedBlockingDeque 0x7f439c90c840
 *      1   1036064   1       16 java.lang.Thread 0x7f439c90d0a0
 * &lt;810 more branches. Type e.g. '.more()' to view.&gt;
 * </pre>
 *
 * <p>Branch 0.2.1 is {@code get(0).get(2).get(1)}. Branches stand by what they retain; of those
 * below others the biggest are printed, down to a depth. Percentages are of the reachable heap.
 */
public final class DominatorBranches implements Rich {
  private static final int DEPTH = 4;

  private final Heap heap;
  private final Branches branches;
  private final int top;
  private final String label;
  private final int from;
  private final int to;
  private final int depth;

  private DominatorBranches(
      Heap heap, Branches branches, int top, String label, int from, int to, int depth) {
    this.heap = heap;
    this.branches = branches;
    this.top = top;
    this.label = label;
    this.from = from;
    this.to = to;
    this.depth = depth;
  }

  private static DominatorBranches first(
      Heap heap, Branches branches, int top, String label, int depth) {
    return new DominatorBranches(
        heap, branches, top, label, 0, Paging.end(branches.count(), 0), depth);
  }

  /** Makes the tree of a whole heap. */
  static DominatorBranches of(Heap heap) {
    return first(heap, below(heap, DominatorTree.ROOT), DominatorTree.ROOT, "", DEPTH);
  }

  /** Makes the part of the tree at the objects of a set. */
  static DominatorBranches of(ObjectSet set) {
    Retention retention = set.heap().retention();
    Branches branches = Branches.of(retention.dominators(), retention.children(), set.bitmap());
    return first(set.heap(), branches, DominatorTree.ROOT, "", DEPTH);
  }

  private static Branches below(Heap heap, int parent) {
    Retention retention = heap.retention();
    return Branches.below(retention.dominators(), retention.children(), parent);
  }

  /**
   * Returns branch {@code i}: what is below its object; 0 is the biggest, -1 the last.
   *
   * <p>Cost: O(branches).
   *
   * <p>Example: {@code hp.dominatorTree().get(0)}
   *
   * @throws HeapException when there is no such branch
   */
  public DominatorBranches get(int i) {
    int count = branches.count();
    int number = i < 0 ? i + count : i;
    if (number < 0 || number >= count) {
      throw new HeapException(noBranch(i, count));
    }
    int object = branches.largest(number + 1)[number];
    return first(heap, below(heap, object), object, label + number + ".", depth);
  }

  private String noBranch(int i, int count) {
    String start = "no branch " + i + ": ";
    return switch (count) {
      case 0 -> start + (top < 0 ? "there is no object here" : "this object dominates no other");
      case 1 -> start + "there is 1; take get(0)";
      default -> start + "there are " + count + ", 0 to " + (count - 1) + ", or -1 from the end";
    };
  }

  /**
   * Returns how many branches there are on this level, printed or not.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.dominatorTree().count()}
   */
  public int count() {
    return branches.count();
  }

  /**
   * Returns the object that this branch is named by, as a set of one; at the top of the tree the
   * objects of all branches.
   *
   * <p>Cost: O(1); O(branches) at the top.
   *
   * <p>Example: {@code hp.dominatorTree().get(0).objects().shpaths()}
   */
  public ObjectSet objects() {
    return top < 0 ? children() : heap.set(RoaringBitmap.bitmapOf(top));
  }

  /**
   * Returns the objects that the branches on this level are named by: what this object dominates
   * immediately.
   *
   * <p>Cost: O(branches).
   *
   * <p>Example: {@code hp.dominatorTree().get(0).children().byClass()}
   */
  public ObjectSet children() {
    return heap.set(branches.objects());
  }

  /**
   * Returns every object of this branch: its own and all below it; at the top those of all
   * branches.
   *
   * <p>Cost: O(objects + references of the heap).
   *
   * <p>Example: {@code hp.dominatorTree().get(0).retained().byClass()}
   */
  public ObjectSet retained() {
    return heap.set(heap.retention().retained(objects().bitmap()));
  }

  /**
   * Returns the bytes of this branch: of its object and all below it; at the top the sum over all
   * branches.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.dominatorTree().get(0).retainedSize()}
   */
  public long retainedSize() {
    return top < 0 ? branches.bytes() : heap.retention().dominators().retainedBytes(top);
  }

  /**
   * Returns the same branches, printed down to another depth; 1 prints those of this level alone.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.dominatorTree().depth(1)}
   *
   * @throws HeapException when the depth is below 1
   */
  public DominatorBranches depth(int levels) {
    if (levels < 1) {
      throw new HeapException("depth(" + levels + ") is not possible: at least 1 level is needed");
    }
    return new DominatorBranches(heap, branches, top, label, from, to, levels);
  }

  /**
   * Returns the next page: the branches of this level after the last one that this page prints.
   *
   * <p>Cost: O(branches printed and below them).
   *
   * <p>Example: {@code hp.dominatorTree().more()}
   *
   * @throws HeapException when there are no more branches
   */
  public DominatorBranches more() {
    int next = from + new BranchText(this).branchesWithinLimit();
    if (next >= branches.count()) {
      throw new HeapException(
          "no more branches: there "
              + (branches.count() == 1 ? "is 1" : "are " + branches.count()));
    }
    return new DominatorBranches(
        heap, branches, top, label, next, Paging.end(branches.count(), next), depth);
  }

  /**
   * Returns every branch of this level on one page; print it with show(), since a shell cuts what
   * it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.dominatorTree().get(0).all().show()}
   */
  public DominatorBranches all() {
    return new DominatorBranches(heap, branches, top, label, 0, branches.count(), depth);
  }

  @Override
  public String text() {
    return new BranchText(this).whole(Integer.MAX_VALUE).whole();
  }

  /**
   * Returns the page as text and as a tree of HTML that folds, with more of what is below each
   * branch.
   *
   * <p>Cost: O(branches printed and below them).
   *
   * <p>Example: {@code hp.dominatorTree().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    return Paging.mime(toString(), new BranchText(this)::whole);
  }

  /**
   * Draws these branches, and below them two more levels, as rectangles as large as what they
   * retain.
   *
   * <p>Cost: O(branches drawn and below them).
   *
   * <p>Example: {@code hp.dominatorTree().treemap().save("dominators.svg")}
   */
  public Treemap treemap() {
    return Treemap.of(this);
  }

  /**
   * Returns the branches of this page as a tablesaw table.
   *
   * <p>Cost: O(branches of this level).
   *
   * <p>Example: {@code hp.dominatorTree().all().toTable().first(20)}
   */
  public Table toTable() {
    int[] largest = branches.largest(to);
    return new TableColumns(to - from)
        .texts("Branch", row -> label + (from + row))
        .longs("Retained", row -> heap.retention().dominators().retainedBytes(largest[from + row]))
        .longs("Shallow", row -> heap.graph().shallowBytes(largest[from + row]))
        .longs("Id", row -> heap.graph().idOf(largest[from + row]))
        .texts("Object", row -> name(largest[from + row]))
        .table(branches.count() + " branches");
  }

  Heap heap() {
    return heap;
  }

  Branches branches() {
    return branches;
  }

  /** Names an object by class and id. */
  String name(int index) {
    return new BranchText(this).object(index, Integer.MAX_VALUE);
  }

  /** Gives the branches below an object. */
  Branches below(int object) {
    return below(heap, object);
  }

  /** Gives the object whose branch this is, below 0 for the top of the tree. */
  int top() {
    return top;
  }

  /** Gives what stands before the numbers of branches. */
  String label() {
    return label;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int levels() {
    return depth;
  }

  /**
   * Returns the biggest branches of the page in at most 80 columns and 1,000 characters, complete
   * lines only.
   *
   * <p>Cost: O(branches printed and below them).
   *
   * <p>Example: {@code hp.dominatorTree().toString()}
   */
  @Override
  public String toString() {
    return Safely.text(() -> new BranchText(this).limited().limited(Integer.MAX_VALUE));
  }
}
