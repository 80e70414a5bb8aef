package heapsh.jdk;

import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.graph.Workers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names the relations between objects as a Java programmer would: through the JDK's containers,
 * strings and references (SPEC.md section 4), or raw. Relations are numbered as they are met; equal
 * names have equal numbers. Thread-safe; cursors belong to the thread that took them.
 */
public final class Relations {
  /** What {@link Cursor#step} gives for an edge that stays inside a container: nothing to show. */
  public static final int INSIDE = -1;

  /** Bounds the longs that kept {@link PairIndex}es hold, 8 MB. */
  private static final int MAX_PAIR_WEIGHT = 1 << 20;

  final HeapGraph graph;
  final Containers containers;
  final KnownClasses known;
  private final JavaStrings strings;
  private final Labels labels;
  private final Map<Integer, PairIndex> pairs = new LinkedHashMap<>(16, 0.75f, true);
  private int pairWeight;
  private final Object rootReaderLock = new Object();
  private ObjectReader rootReader;
  private Names names;

  Relations(HeapGraph graph, JavaStrings strings, Containers containers) {
    this.graph = graph;
    this.strings = strings;
    this.containers = containers;
    this.known = containers.known();
    this.labels = new Labels(graph);
  }

  /** Holds what makes names; made with the first cursor. */
  record Names(ClassLabels classes, KeyLabels keys, ThreadLabels threads) {}

  synchronized Names names() {
    if (names == null) {
      TypeNames types = new TypeNames(graph, known);
      names =
          new Names(
              new ClassLabels(graph, labels, types),
              new KeyLabels(graph, strings, labels, types),
              new ThreadLabels(graph, strings, labels, types));
    }
    return names;
  }

  /** Returns the relation of this number. O(1); makes the record anew. */
  public Relation relation(int number) {
    return labels.get(number);
  }

  /** Returns {@link Relation#sort} of a relation without making the record. O(1). */
  public Relation.Sort sort(int number) {
    return labels.sort(number);
  }

  /** Returns {@link Relation#folded} of a relation without making the record. O(1). */
  public int folded(int number) {
    return labels.folded(number);
  }

  /** Returns the number of relations met so far: numbers run from 0 to this, exclusive. */
  public int count() {
    return labels.count();
  }

  /**
   * Returns the number of the relation that a GC root is; a local names its method and, in {@code
   * step}, its thread. {@link Cursor#moveTo} gives locals of one method the same number in every
   * thread, and no thread in the step.
   */
  public int ofRoot(GcRoot root) {
    ThreadLabels threads = names().threads();
    synchronized (rootReaderLock) {
      if (rootReader == null) {
        rootReader = graph.reader();
      }
      return threads.ofRootInThread(rootReader, root);
    }
  }

  /**
   * Returns a new cursor. With {@code raw}, containers, strings and references are not seen
   * through.
   */
  public Cursor cursor(boolean raw) {
    if (!raw && !containers.hasOwners()) {
      // Both take long, one on one processor, and the cursor needs both.
      Workers.both(containers::owners, graph::incoming);
    }
    return new Cursor(raw ? new RawEdges(this) : new LogicalEdges(this));
  }

  /** Returns the index of an array of pairs, from those kept if it is there. */
  PairIndex pairIndex(ObjectReader reader, int array) {
    synchronized (pairs) {
      PairIndex kept = pairs.get(array);
      if (kept == null) {
        kept = new PairIndex(reader, array);
        pairs.put(array, kept);
        pairWeight += kept.weight();
        var eldest = pairs.values().iterator();
        while (pairWeight > MAX_PAIR_WEIGHT && pairs.size() > 1) {
          pairWeight -= eldest.next().weight();
          eldest.remove();
        }
      }
      return kept;
    }
  }

  /** Names relations of one object after another. */
  public static final class Cursor {
    private final RawEdges edges;

    Cursor(RawEdges edges) {
      this.edges = edges;
    }

    /**
     * Finds the distinct relations by which reachable referrers and roots refer to an object.
     *
     * @return how many there are; they stand sorted in {@link #relation}
     */
    public int moveTo(int index) {
      return edges.relations(index);
    }

    /**
     * Returns the number of the {@code k}-th relation found, 0 up to what {@link #moveTo} returned.
     */
    public int relation(int k) {
      return edges.found(k);
    }

    /**
     * Finds the distinct logical referrers of an object: the containers, not their insides; raw
     * ones with {@code raw}. GC roots are not among them.
     *
     * @return how many there are; they stand sorted in {@link #referrer}
     */
    public int moveToReferrers(int index) {
      return edges.referrers(index);
    }

    /** Returns the index of the {@code k}-th referrer found by {@link #moveToReferrers}. */
    public int referrer(int k) {
      return edges.found(k);
    }

    /**
     * Prepares for {@link #step} with the first {@code n} of these holders and targets: they are
     * named faster then. Blocks of a few hundred are best.
     */
    public void expect(int[] holders, int[] targets, int n) {
      edges.expect(holders, targets, n);
    }

    /**
     * Names the edge from {@code holder} to {@code target}, which must exist; the first when there
     * are several. Fast when asked for the targets of one holder in succession.
     *
     * @return a relation's number, or {@link #INSIDE} when the target is an inside of a container
     *     that {@code holder} is or belongs to
     */
    public int step(int holder, int target) {
      return edges.step(holder, target);
    }
  }
}
