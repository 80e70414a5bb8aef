package heapsh;

import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import heapsh.jdk.Containers;
import heapsh.jdk.Relations;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Walks the logical references into or out of a set of objects, source by source, so that naming
 * them is fast. Interruptible. Not thread-safe.
 */
final class SetEdges {
  private final Heap heap;
  private final HeapGraph graph;
  private final PathQuery query;
  private final RoaringBitmap set;
  private final boolean into;
  private final Set<Strength> followed;
  private final PathSteps steps;

  private SetEdges(
      Heap heap, PathQuery query, RoaringBitmap set, boolean into, Set<Strength> followed) {
    this.heap = heap;
    graph = heap.graph();
    this.query = query;
    this.set = set;
    this.into = into;
    this.followed = followed;
    steps = new PathSteps(heap, query);
  }

  /** Walks the references from reachable objects and GC roots to a set. */
  static SetEdges into(Heap heap, PathQuery query, RoaringBitmap set) {
    return new SetEdges(heap, query, set, true, EnumSet.allOf(Strength.class));
  }

  /** Walks the references from a set to other objects. */
  static SetEdges outOf(Heap heap, PathQuery query, RoaringBitmap set) {
    return new SetEdges(heap, query, set, false, EnumSet.allOf(Strength.class));
  }

  /** Walks those references out of single objects that dominators of this heap follow. */
  static SetEdges followedFrom(Heap heap) {
    Set<Strength> followed = heap.retention().strengths();
    return new SetEdges(heap, PathQuery.PLAIN, new RoaringBitmap(), false, followed);
  }

  ShapeSteps steps() {
    return steps.steps();
  }

  /** Receives an edge. */
  @FunctionalInterface
  interface EdgeConsumer {
    /** Takes an edge; the source of a root's is -1. */
    void accept(int source, int code, int target);
  }

  /** Gives every edge. O(references of the sources). */
  void forEach(EdgeConsumer consumer) {
    if (into) {
      forEachRoot(consumer);
      forEachInto(consumer);
    } else {
      forEachOutOf(consumer);
    }
  }

  private void forEachRoot(EdgeConsumer consumer) {
    if (query.from() != null) {
      return;
    }
    for (GcRoot root : graph.roots().all()) {
      if (set.contains(root.index())) {
        consumer.accept(-1, steps.root(root), root.index());
      }
    }
  }

  private void forEachInto(EdgeConsumer consumer) {
    BitSet targets = BitSetUtil.bitsetOf(set);
    BitSet holders = holders();
    ReferenceCursor outgoing = graph.outgoing();
    int k = 0;
    for (int holder = holders.nextSetBit(0); holder >= 0; holder = holders.nextSetBit(holder + 1)) {
      int source = source(holder);
      if (!isWanted(source)) {
        continue;
      }
      outgoing.moveTo(holder);
      for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
        if ((++k & Scan.CHUNK - 1) == 0) {
          Workers.checkInterrupt();
        }
        if (targets.get(target)) {
          acceptInto(consumer, holder, source, target);
        }
      }
    }
  }

  private void acceptInto(EdgeConsumer consumer, int holder, int source, int target) {
    int code = steps.edge(holder, target);
    if (code == Relations.INSIDE) {
      consumer.accept(holder, steps.rawEdge(holder, target), target);
    } else {
      consumer.accept(source, code, target);
    }
  }

  private boolean isWanted(int source) {
    return !query.avoiding().contains(source)
        && (query.from() == null || query.from().contains(source));
  }

  /** Returns the objects that refer to the set as the fields say. */
  private BitSet holders() {
    BitSet holders = new BitSet(graph.objectCount());
    ReferenceCursor incoming = graph.incoming();
    int k = 0;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if ((++k & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      incoming.moveTo(it.next());
      for (int holder = incoming.next(); holder >= 0; holder = incoming.next()) {
        holders.set(holder);
      }
    }
    return holders;
  }

  /** Returns the container that an inside belongs to, or the holder itself. */
  private int source(int holder) {
    int owner = query.raw() ? Containers.NO_OWNER : heap.jdk().containers().owner(holder);
    return owner >= 0 ? owner : holder;
  }

  private void forEachOutOf(EdgeConsumer consumer) {
    Walk walk = new Walk(consumer);
    int k = 0;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if ((++k & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      walk.from(it.next());
    }
  }

  /** Gives the edges out of one object. O(its references), for a container with its insides. */
  void forEachOf(int source, EdgeConsumer consumer) {
    new Walk(consumer).from(source);
  }

  /** Walks out of one object after another. */
  private final class Walk {
    private final EdgeConsumer consumer;
    private final ReferenceCursor outgoing = graph.outgoing();
    private final IntArrayList holders = new IntArrayList();
    private final RoaringBitmap seen = new RoaringBitmap();

    Walk(EdgeConsumer consumer) {
      this.consumer = consumer;
    }

    /** Gives the edges out of an object; out of a container those of its insides too. */
    void from(int source) {
      boolean isInside = source(source) != source;
      seen.add(source);
      holders.push(source);
      while (!holders.isEmpty()) {
        int holder = holders.popInt();
        outgoing.moveTo(holder);
        boolean skipsReferent = !followed.contains(strengthOf(holder));
        for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
          if (skipsReferent && outgoing.slot() == 0) {
            continue;
          }
          int code = isInside ? steps.rawEdge(holder, target) : steps.edge(holder, target);
          if (code == Relations.INSIDE) {
            enter(target);
          } else if (!query.avoiding().contains(target)) {
            consumer.accept(source, code, target);
          }
        }
      }
    }

    private Strength strengthOf(int holder) {
      return graph.heapClass(graph.classNumber(holder)).referentStrength();
    }

    private void enter(int inside) {
      if (seen.checkedAdd(inside)) {
        holders.push(inside);
      }
    }
  }
}
