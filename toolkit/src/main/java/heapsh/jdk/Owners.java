package heapsh.jdk;

import heapsh.HeapException;
import heapsh.graph.Fetcher;
import heapsh.graph.HeapGraph;
import heapsh.graph.IntColumn;
import heapsh.graph.ReferenceCursor;
import heapsh.hprof.FieldType;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Holds, for every inside of a container, that container.
 *
 * <p>Found by walking down from every container through its insides; an object is claimed once, so
 * rings and shared nodes end the walk. Outer containers walk first: the HashMap in a HashSet and
 * its nodes belong to the HashSet. Immutable once made. Four bytes for each object, outside the
 * JVM's heap.
 */
final class Owners {
  private static final int INTERRUPT_MASK = (1 << 16) - 1;
  private static final int[] NOBODY = {};

  /** By object, the index of its owner plus one, or zero. */
  private final IntColumn column;

  private final Int2ObjectOpenHashMap<IntArrayList> sharers = new Int2ObjectOpenHashMap<>();

  private Owners(IntColumn column) {
    this.column = column;
  }

  /** Walks every container of a heap. O(objects + references). */
  static Owners of(HeapGraph graph, KnownClasses known) {
    Owners owners = new Owners(graph.newColumn());
    Walk walk = new Walk(graph, known, owners);
    for (int rank = 0; rank <= 2; rank++) {
      walk.all(rank);
    }
    return owners;
  }

  /**
   * Brings the containers of many objects near the processor, see {@link Fetcher}; the caller keeps
   * what it returns, so that nothing is optimised away.
   */
  int fetch(int[] objects, int n) {
    int touched = 0;
    for (int i = 0; i < n; i++) {
      touched += column.get(objects[i]);
    }
    return touched;
  }

  /** Returns the container, or {@link Containers#NO_OWNER}. O(1). */
  int get(int index) {
    return column.get(index) - 1;
  }

  /**
   * Returns the containers besides {@link #get} that this object with contents is directly inside
   * of. O(1).
   */
  int[] sharers(int index) {
    if (sharers.isEmpty()) {
      return NOBODY;
    }
    IntArrayList all = sharers.get(index);
    return all == null ? NOBODY : all.toIntArray();
  }

  private void share(int index, int owner) {
    IntArrayList all = sharers.computeIfAbsent(index, key -> new IntArrayList(1));
    if (all.isEmpty() || all.getInt(all.size() - 1) != owner) {
      all.add(owner);
    }
  }

  /**
   * Walks containers, one after another. Nodes wait on a stack; a table is walked with a cursor of
   * its own.
   */
  private static final class Walk {
    private static final int BLOCK = 64;

    private final HeapGraph graph;
    private final KnownClasses known;
    private final Owners owners;
    private final ReferenceCursor fields;
    private final ReferenceCursor elements;
    private final ReferenceCursor probe;
    private final boolean[] isArray;
    private final boolean[] isReferenceArray;
    private final Fetcher fetcher;
    private final int[] block = new int[BLOCK];

    /** Keeps the loads of {@link Owners#fetch} from being optimised away. */
    private int sink;

    private final IntArrayList nodes = new IntArrayList();
    private final IntArrayList tables = new IntArrayList();
    private int container;

    Walk(HeapGraph graph, KnownClasses known, Owners owners) {
      this.graph = graph;
      this.known = known;
      this.owners = owners;
      fetcher = graph.fetcher();
      fields = graph.outgoing();
      elements = graph.outgoing();
      probe = graph.outgoing();
      isArray = new boolean[graph.classCount()];
      isReferenceArray = new boolean[graph.classCount()];
      for (int number = 0; number < graph.classCount(); number++) {
        isArray[number] = graph.heapClass(number).isArray();
        isReferenceArray[number] =
            isArray[number] && graph.heapClass(number).elementType() == FieldType.OBJECT;
      }
    }

    void all(int rank) {
      boolean[] wanted = new boolean[graph.classCount()];
      boolean any = false;
      for (int number = 0; number < wanted.length; number++) {
        KnownClass type = known.get(number);
        wanted[number] = type != null && type.rank() == rank;
        any |= wanted[number];
      }
      int objects = any ? graph.objectCount() : 0;
      for (int index = 0; index < objects; index++) {
        if ((index & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
          throw new HeapException("interrupted while looking into containers");
        }
        if (wanted[graph.classNumber(index)] && owners.get(index) == Containers.NO_OWNER) {
          container(index);
        }
      }
    }

    private void container(int index) {
      container = index;
      KnownClass type = known.get(graph.classNumber(index));
      if (type.guarded && !hasGuard(index, type)) {
        return;
      }
      expand(index, type);
      drain();
      while (!tables.isEmpty()) {
        table(tables.popInt());
      }
    }

    /** Takes the nodes of a table, which stand all over the heap, in blocks that are fetched. */
    private void table(int index) {
      elements.moveTo(index);
      int n = BLOCK;
      while (n == BLOCK) {
        n = 0;
        for (int node = 0; n < BLOCK && node >= 0; ) {
          node = elements.next();
          block[n] = node;
          n += node >= 0 ? 1 : 0;
        }
        fetcher.outgoing(block, n);
        sink = owners.fetch(block, n);
        for (int i = 0; i < n; i++) {
          take(block[i], Role.LINK);
          drain();
        }
      }
    }

    private boolean hasGuard(int index, KnownClass type) {
      fields.moveTo(index);
      while (fields.next() >= 0) {
        if (type.role(fields.slot()) == Role.GUARD) {
          return true;
        }
      }
      return false;
    }

    private void drain() {
      while (!nodes.isEmpty()) {
        int node = nodes.popInt();
        expand(node, known.get(graph.classNumber(node)));
      }
    }

    private void expand(int index, KnownClass type) {
      fields.moveTo(index);
      for (int target = fields.next(); target >= 0; target = fields.next()) {
        Role role = type.role(fields.slot());
        if (role.isInside()) {
          take(target, role);
        }
      }
    }

    private void take(int target, Role role) {
      int number = graph.classNumber(target);
      KnownClass type = known.get(number);
      switch (role) {
        case TABLE, CELLS -> {
          if (isReferenceArray[number] && claim(target, true)) {
            tables.add(target);
          }
        }
        case ARRAY, PAIRS, ENUM_VALUES -> {
          if (isReferenceArray[number]) {
            claim(target, true);
          }
        }
        case TEXT -> {
          if (isArray[number]) {
            claim(target, false);
          }
        }
        case DELEGATE -> {
          if (type != null && type.isContainer() && claim(target, true)) {
            nodes.add(target);
          }
        }
        case VIEW -> view(target, type);
        default -> {
          if (type != null && type.isNode() && claim(target, true)) {
            nodes.add(target);
          }
        }
      }
    }

    /** Claims a cached view and, when it is a wrapper such as Hashtable's, the view inside that. */
    private void view(int target, KnownClass type) {
      if (type == null || type.guarded) {
        claim(target, false);
      } else if (type.shape == Shape.WRAPPER && claim(target, false)) {
        probe.moveTo(target);
        for (int inner = probe.next(); inner >= 0; inner = probe.next()) {
          if (type.role(probe.slot()) == Role.WRAPPED
              && known.get(graph.classNumber(inner)) == null) {
            claim(inner, false);
          }
        }
      }
    }

    private boolean claim(int target, boolean remember) {
      if (target == container) {
        return false;
      }
      int owner = owners.get(target);
      if (owner == Containers.NO_OWNER) {
        owners.column.set(target, container + 1);
        return true;
      }
      if (owner != container && remember && hasReferences(target)) {
        owners.share(target, container);
      }
      return false;
    }

    /**
     * The empty array that all empty lists share has a hundred thousand owners, and nothing to
     * tell.
     */
    private boolean hasReferences(int index) {
      probe.moveTo(index);
      return probe.next() >= 0;
    }
  }
}
