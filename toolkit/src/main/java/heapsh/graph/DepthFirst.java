package heapsh.graph;

/**
 * Numbers the objects in depth-first preorder and logs what dominators need of the other edges.
 *
 * <p>Vertex 0 is the virtual root above all GC roots and weak entry points; objects are 1 to {@link #count}. An edge from a lower
 * to a higher number leads to a descendant, so it bounds the semidominator at once; one from a higher to a lower number goes into
 * the log. Edges into roots are left out: the virtual root dominates these anyway. The stack is a column.
 */
final class DepthFirst {
  private static final int CHECK_EVERY = 1 << 16;

  private final ObjectColumns columns;
  private final ClassFacts facts;
  private final Bits roots;
  private final Progress progress;
  private final IntColumn stackIndex;
  private final IntColumn stackCursor;
  private final Scratch scratch;

  /** Preorder number by index, 0 for what was not reached. */
  final IntColumn number;

  /** Index by preorder number. */
  final IntColumn vertex;

  /** Number of the parent in the tree. */
  final IntColumn parent;

  /** Smallest semidominator known from tree and forward edges. */
  final IntColumn semi;

  /** Pairs of target and source number of edges that lead down in number. */
  final IntColumn log;

  private long logged;
  private int count;
  private long depth;

  DepthFirst(
      ObjectColumns columns,
      ClassFacts facts,
      Bits roots,
      long references,
      Scratch scratch,
      Progress progress) {
    this.columns = columns;
    this.facts = facts;
    this.roots = roots;
    this.progress = progress;
    this.scratch = scratch;
    int n = facts.objects();
    number = scratch.ints(n);
    number.fill(0, n, 0);
    vertex = scratch.ints(n + 1L);
    parent = scratch.ints(n + 1L);
    semi = scratch.ints(n + 1L);
    stackIndex = scratch.ints(n + 1L);
    stackCursor = scratch.ints(n + 1L);
    log = scratch.freshInts(2 * (references + n));
  }

  /** Returns how many objects are numbered. */
  int count() {
    return count;
  }

  /** Returns how many ints of {@link #log} are used. */
  long logged() {
    return logged;
  }

  /** Visits everything that a start reaches over strong references and that has no number yet. */
  void visit(int start) {
    if (number.get(start) != 0) {
      return;
    }
    push(start, 0);
    while (depth > 0) {
      int top = stackIndex.get(depth - 1);
      int child = advance(top, number.get(top));
      if (child < 0) {
        depth--;
      } else {
        push(child, number.get(top));
      }
    }
  }

  /** Gives the stack back; nothing can be visited afterwards. */
  void releaseStack() {
    scratch.release(stackIndex);
    scratch.release(stackCursor);
  }

  private void push(int index, int parentNumber) {
    int k = ++count;
    if ((k & CHECK_EVERY - 1) == 0) {
      Workers.checkInterrupt();
      progress.report("numbering objects", k, facts.objects(), "objects");
    }
    number.set(index, k);
    vertex.set(k, index);
    parent.set(k, parentNumber);
    semi.set(k, roots.get(index) ? 0 : parentNumber);
    stackIndex.set(depth, index);
    stackCursor.set(depth++, -1);
  }

  /** Goes on along the edges of the object on top: returns the next one without a number, or -1 at the end. */
  private int advance(int index, int k) {
    int cursor = stackCursor.get(depth - 1);
    Rows rows = columns.rows();
    long start = rows.starts.get(index);
    if (cursor < 0) {
      cursor = 0;
      int type = columns.classes().get(index);
      if (start != 0 && facts.strength(type) != Strength.STRONG) {
        cursor = Rows.isLast(rows.edges.get(start)) ? Integer.MAX_VALUE : 1;
      }
      int classObject = facts.classObject(type);
      if (classObject >= 0 && take(classObject, k)) {
        stackCursor.set(depth - 1, cursor);
        return classObject;
      }
    }
    if (start == 0 || cursor == Integer.MAX_VALUE) {
      return -1;
    }
    while (true) {
      int edge = rows.edges.get(start + cursor);
      cursor = Rows.isLast(edge) ? Integer.MAX_VALUE : cursor + 1;
      int target = Rows.target(edge);
      if (target != Rows.NULL && take(target, k)) {
        stackCursor.set(depth - 1, cursor);
        return target;
      }
      if (cursor == Integer.MAX_VALUE) {
        return -1;
      }
    }
  }

  /** Takes an edge from {@code k}: tells whether its target is new, notes what it says otherwise. */
  private boolean take(int target, int k) {
    int p = number.get(target);
    if (p == 0) {
      return true;
    }
    if (p == k || roots.get(target)) {
      return false;
    }
    if (p > k) {
      if (semi.get(p) > k) {
        semi.set(p, k);
      }
    } else {
      log.set(logged, p);
      log.set(logged + 1, k);
      logged += 2;
    }
    return false;
  }
}
