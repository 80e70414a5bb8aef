package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Workers;
import heapsh.jdk.Containers;
import heapsh.jdk.Relations;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Finds the first references of one object, to or from it, for a tree. Belongs to one thread. */
final class TreeEdges {
  private static final int CHECK_EVERY = 1 << 12;

  private final Heap heap;
  private final HeapGraph graph;
  private final TreeQuery query;
  private final PathSteps steps;
  private final SetEdges out;
  private final ReferenceCursor incoming;

  /** Holds the object at the other end of a reference and how it is referred to. */
  record Edge(int index, String relation) {}

  /** Holds the first references, and how many more there are. */
  record Edges(List<Edge> first, long more) {}

  TreeEdges(Heap heap, TreeQuery query) {
    this.heap = heap;
    graph = heap.graph();
    this.query = query;
    PathQuery path = query.raw() ? PathQuery.PLAIN.unmerged() : PathQuery.PLAIN;
    steps = new PathSteps(heap, path);
    out = SetEdges.outOf(heap, path, new RoaringBitmap());
    incoming = query.forwards() ? null : graph.incoming();
  }

  /** Returns the references of an object in the direction of the tree. O(its references). */
  Edges of(int index) {
    return query.forwards() ? referents(index) : referrers(index);
  }

  private Edges referents(int index) {
    List<Edge> first = new ArrayList<>();
    long[] count = {0};
    out.forEachOf(
        index,
        (from, code, target) -> {
          if ((++count[0] & CHECK_EVERY - 1) == 0) {
            Workers.checkInterrupt();
          }
          if (first.size() < query.width()) {
            first.add(new Edge(target, out.steps().text(code)));
          }
        });
    return new Edges(first, count[0] - first.size());
  }

  private Edges referrers(int index) {
    List<Edge> first = new ArrayList<>();
    LongOpenHashSet seen = new LongOpenHashSet();
    long count = 0;
    int last = -1;
    incoming.moveTo(index);
    for (int holder = incoming.next(); holder >= 0; holder = incoming.next()) {
      if ((++count & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      if (holder == last) {
        count--;
      } else if (first.size() < query.width()) {
        Edge edge = referrer(holder, index);
        if (seen.add((long) edge.index() << 32 | edge.relation().hashCode() & 0xFFFF_FFFFL)) {
          first.add(edge);
        } else {
          count--;
        }
      }
      last = holder;
    }
    return new Edges(first, count - first.size());
  }

  private Edge referrer(int holder, int index) {
    int code = steps.edge(holder, index);
    if (code == Relations.INSIDE) {
      return new Edge(holder, steps.steps().text(steps.rawEdge(holder, index)));
    }
    int owner = query.raw() ? Containers.NO_OWNER : heap.jdk().containers().owner(holder);
    return new Edge(owner >= 0 ? owner : holder, steps.steps().text(code));
  }
}
