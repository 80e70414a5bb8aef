package heapsh.graph;

import heapsh.HeapException;

/**
 * Numbers the objects in depth-first preorder and logs what dominators need of the other edges.
 *
 * <p>Vertex 0 is the virtual root above all GC roots and weak entry points; objects are 1 to {@link
 * #count}. An edge from a lower to a higher number leads to a descendant, so it bounds the
 * semidominator at once; one from a higher to a lower number goes into the log. Edges into roots
 * are left out: the virtual root dominates these anyway.
 *
 * <p>The stack is a column of edges rather than of objects: all edges of an object are pushed when
 * it is numbered, and looked at again when they are popped. So every row is read once, and the rows
 * of all children are fetched together, which memory answers in the time of one.
 */
final class DepthFirst {
  private static final int CHECK_EVERY = 1 << 16;

  /** Places in the log are linked by 32 bits. */
  private static final long MAX_LOGGED = 0xFFFF_FFFFL;

  private final ObjectColumns columns;
  private final ClassFacts facts;
  private final Bits roots;
  private final Progress progress;
  private final ClassEdges classEdges;

  private final EdgeStack stack;
  private final LongColumn[] stackColumns;

  /** What has a number. */
  final Bits visited;

  /** Preorder number by index, where there is one. */
  final IntColumn number;

  /** Index by preorder number. */
  final IntColumn vertex;

  /** Number of the parent in the tree. */
  final IntColumn parent;

  /** Smallest semidominator known from tree and forward edges. */
  final IntColumn semi;

  /** Where the list of logged edges into each number begins in the log; 0 for none. */
  final LongColumn heads;

  /**
   * Edges that lead down in number, as linked lists by target: the next entry in the upper half,
   * the source's number in the lower. A list costs one access at a random place for each edge,
   * grouping edges by counting would cost three, and as much memory again.
   */
  final LongColumn log;

  private long logged;
  private int count;

  /** Keeps early loads from being optimised away. */
  int sink;

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
    int n = facts.objects();
    long edges = references + n + 1;
    number = scratch.ints(n);
    vertex = scratch.ints(n + 1L);
    parent = scratch.ints(n + 1L);
    semi = scratch.ints(n + 1L);
    stackColumns = new LongColumn[] {scratch.longs(edges), scratch.longs(edges)};
    stack = new EdgeStack(stackColumns[0], stackColumns[1]);
    heads = scratch.longs(n + 1L);
    log = scratch.longs(edges + 1);
    visited = new Bits(n);
    classEdges = ClassEdges.ofUnheld(facts);
  }

  /** Touches the pages that the search will write, in the order in which it will. */
  Warmup warmup() {
    return Warmup.of(facts.objects(), new IntColumn[] {vertex, parent, semi, number}, heads, log);
  }

  /** Returns how many objects are numbered. */
  int count() {
    return count;
  }

  /** Numbers everything that a start reaches over strong references and that has no number yet. */
  void visit(int start) {
    if (visited.get(start)) {
      return;
    }
    push(start, 0);
    while (stack.pop()) {
      long edge = stack.edge();
      int target = (int) (edge >>> 32);
      int source = (int) edge;
      if (visited.add(target)) {
        int k = enter(target, source);
        pushEdges(target, k, stack.row());
      } else {
        note(target, source);
      }
    }
  }

  private void push(int target, int source) {
    long row = columns.rows().starts.get(target);
    stack.push(target, source, row);
    // The row is needed soon: fetched now, it comes together with those of the other children.
    sink += columns.rows().edges.get(row);
  }

  /** Gives the columns back that are not part of the result. */
  void release(Scratch scratch) {
    scratch.release(semi);
    scratch.release(log);
    scratch.release(stackColumns[0]);
    scratch.release(stackColumns[1]);
  }

  private int enter(int index, int parentNumber) {
    int k = ++count;
    if ((k & CHECK_EVERY - 1) == 0) {
      Workers.checkInterrupt();
      classEdges.narrow(visited);
      progress.report("numbering objects", k, facts.objects(), "objects");
    }
    number.set(index, k);
    vertex.set(k, index);
    parent.set(k, parentNumber);
    heads.set(k, 0);
    semi.set(k, roots.get(index) ? 0 : parentNumber);
    return k;
  }

  private void pushEdges(int index, int k, long row) {
    long next = row;
    if (next != 0 && facts.isReference(index)) {
      next = Rows.isLast(columns.rows().edges.get(next)) ? 0 : next + 1;
    }
    IntColumn edges = columns.rows().edges;
    while (next != 0) {
      int edge = edges.get(next);
      next = Rows.isLast(edge) ? 0 : next + 1;
      int target = Rows.target(edge);
      if (target != Rows.NULL) {
        if (visited.get(target)) {
          note(target, k);
        } else {
          push(target, k);
        }
      }
    }
    if (classEdges.instances().get(index)) {
      pushClass(index, k); // last, to be entered at once and not asked for again
    }
  }

  /** Goes to the class of an instance, to which rows hold no edge, unless it has a number. */
  private void pushClass(int index, int k) {
    int classObject = facts.classObject(columns.classes().get(index));
    if (classObject >= 0 && !visited.get(classObject)) {
      push(classObject, k);
    }
  }

  /**
   * Notes the edges from instances to classes that are no roots, once everything has a number. In
   * the order of indexes: during the search each would cost an access at a random place.
   */
  void noteClasses() {
    int[] classNumbers = new int[facts.count()];
    for (int c = 0; c < classNumbers.length; c++) {
      int classObject = facts.classObject(c);
      boolean counts = classObject >= 0 && visited.get(classObject) && !roots.get(classObject);
      classNumbers[c] = counts ? number.get(classObject) : 0;
    }
    Bits instances = facts.ofUnheldClasses();
    for (int index = 0; index < facts.objects(); index++) {
      if ((index & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      if (instances.get(index) && visited.get(index)) {
        int p = classNumbers[columns.classes().get(index)];
        if (p != 0) {
          noteNumbered(p, number.get(index));
        }
      }
    }
  }

  /** Notes an edge to an object that has a number. */
  private void note(int target, int k) {
    if (!roots.get(target)) {
      noteNumbered(number.get(target), k);
    }
  }

  private void noteNumbered(int p, int k) {
    if (p > k) {
      if (semi.get(p) > k) {
        semi.set(p, k);
      }
    } else if (p < k) {
      if (logged == MAX_LOGGED) {
        throw new HeapException(
            "the dump has more than " + MAX_LOGGED + " references that dominators must look at");
      }
      log.set(++logged, heads.get(p) << 32 | k);
      heads.set(p, logged);
    }
  }
}
