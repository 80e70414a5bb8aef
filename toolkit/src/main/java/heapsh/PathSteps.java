package heapsh;

import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;
import heapsh.graph.RootKind;
import heapsh.jdk.Containers;
import heapsh.jdk.Relation;
import heapsh.jdk.Relations;
import org.roaringbitmap.RoaringBitmap;

/**
 * Names the steps of one path tree, edge by edge, and says where a path begins to be shown. Not
 * thread-safe.
 *
 * <p>A path is shown from the static on: not why the class object is held.
 */
final class PathSteps {
  private final HeapGraph graph;
  private final Relations relations;
  private final Relations.Cursor logical;
  private final Relations.Cursor raw;
  private final ShapeSteps steps;
  private final boolean fromRoots;
  private final boolean seeThrough;

  PathSteps(Heap heap, PathQuery query) {
    graph = heap.graph();
    relations = heap.jdk().relations();
    logical = relations.cursor(query.raw());
    raw = relations.cursor(true);
    steps = new ShapeSteps(graph, relations);
    fromRoots = query.from() == null;
    seeThrough = fromRoots && !query.raw();
  }

  ShapeSteps steps() {
    return steps;
  }

  /** Returns the code of the step that begins a path in this object: its root, or its class. */
  int start(int index) {
    if (!fromRoots) {
      return ShapeSteps.ofClass(graph.classNumber(index));
    }
    GcRoot best = null;
    for (GcRoot root : graph.roots().of(index)) {
      if (best == null || rank(root.kind()) < rank(best.kind())) {
        best = root;
      }
    }
    return best == null ? ShapeSteps.ofClass(graph.classNumber(index)) : root(best);
  }

  /** Returns the code of a root. */
  int root(GcRoot root) {
    return steps.ofRelation(relations.ofRoot(root));
  }

  /** Orders kinds of roots by how much they tell. */
  private static int rank(RootKind kind) {
    return switch (kind) {
      case THREAD -> 0;
      case JAVA_FRAME -> 1;
      case JNI_LOCAL -> 2;
      case JNI_GLOBAL -> 3;
      case MONITOR, JNI_MONITOR -> 4;
      case UNKNOWN, VM_INTERNAL -> 9;
      default -> 5;
    };
  }

  /** Returns the code of an edge, or {@link Relations#INSIDE} where it stays inside a container. */
  int edge(int holder, int target) {
    return edge(logical.step(holder, target), holder, target);
  }

  /** Returns the code of an edge whose relation is known. */
  int edge(int relation, int holder, int target) {
    if (relation != Relations.INSIDE) {
      return steps.ofRelation(relation);
    }
    return isClassOf(holder, target) ? ShapeSteps.CLASS_OF : relation;
  }

  private boolean isClassOf(int holder, int target) {
    return graph.representedClass(target) >= 0 && graph.classObject(holder) == target;
  }

  /** Returns the code of an edge as the fields say, containers or not. */
  int rawEdge(int holder, int target) {
    int relation = raw.step(holder, target);
    return relation == Relations.INSIDE ? ShapeSteps.CLASS_OF : steps.ofRelation(relation);
  }

  /**
   * Returns the class that an edge leads both from and to as far as it counts: only fields do.
   *
   * @param ownClass the class of both ends, or {@link ShapeTrie#NO_CLASS} when they differ
   */
  int ownClass(int code, int ownClass) {
    return ownClass != ShapeTrie.NO_CLASS && steps.isField(code) ? ownClass : ShapeTrie.NO_CLASS;
  }

  /** Tells whether a path that goes on from this holder by this step is shown from this step on. */
  boolean beginsAt(int holder, int code) {
    return seeThrough
        && steps.sort(code) == Relation.Sort.STATIC
        && graph.representedClass(holder) >= 0;
  }

  /**
   * Tells whether a set has insides of containers: objects whose own paths end with raw steps.
   * O(set).
   */
  static boolean hasInsides(Heap heap, RoaringBitmap set) {
    Containers containers = heap.jdk().containers();
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int owner = containers.owner(it.next());
      if (owner >= 0 && !heap.jdk().strings().isString(owner)) {
        return true;
      }
    }
    return false;
  }
}
