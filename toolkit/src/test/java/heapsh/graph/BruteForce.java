package heapsh.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Answers graph questions the slow and obvious way, from ids read one by one from the dump: not
 * from the rows that the engine keeps.
 */
final class BruteForce {
  final int n;
  final BitSet[] strong;
  final BitSet[] all;
  final BitSet[] weak;
  final BitSet roots = new BitSet();
  final BitSet weakEntries;
  private final Strength[] referents;
  private final BiPredicate<Integer, HeapField> isCut;

  BruteForce(HeapGraph graph) {
    this(graph, (object, field) -> false);
  }

  /** Reads a graph without the references in some fields of some objects. */
  BruteForce(HeapGraph graph, BiPredicate<Integer, HeapField> isCut) {
    this.isCut = isCut;
    n = graph.objectCount();
    referents = new Strength[n];
    strong = new BitSet[n];
    all = new BitSet[n];
    weak = new BitSet[n];
    ObjectReader reader = graph.reader();
    for (int i = 0; i < n; i++) {
      strong[i] = new BitSet();
      all[i] = new BitSet();
      weak[i] = new BitSet();
      referents[i] = graph.heapClass(graph.classNumber(i)).referentStrength();
      readEdges(graph, reader, i);
    }
    graph.roots().all().forEach(root -> roots.set(root.index()));
    weakEntries = weakEntries();
  }

  private void readEdges(HeapGraph graph, ObjectReader reader, int i) {
    edge(i, graph.classObject(i), true);
    HeapClass type = graph.heapClass(graph.classNumber(i));
    int represented = graph.representedClass(i);
    if (represented >= 0) {
      HeapClass c = graph.heapClass(represented);
      if (c.superNumber() >= 0) {
        edge(i, graph.heapClass(c.superNumber()).objectIndex(), true);
      }
      edge(i, c.loaderIndex(), true);
      for (HeapField field : c.staticFields()) {
        if (field.isReference() && !isCut.test(i, field)) {
          edge(i, graph.indexOf(reader.referenceId(i, field)), true);
        }
      }
    } else if (type.isArray()) {
      if (type.elementType() == heapsh.hprof.FieldType.OBJECT) {
        for (int k = 0; k < reader.arrayLength(i); k++) {
          edge(i, reader.element(i, k), true);
        }
      }
    } else {
      for (int k = 0; k < type.fieldCount(); k++) {
        HeapField field = type.field(k);
        if (field.isReference() && !isCut.test(i, field)) {
          boolean referent =
              field.name().equals("referent") && type.referentStrength() != Strength.STRONG;
          edge(i, graph.indexOf(reader.referenceId(i, field)), !referent);
        }
      }
    }
  }

  private void edge(int from, int to, boolean isStrong) {
    if (to >= 0) {
      all[from].set(to);
      (isStrong ? strong : weak)[from].set(to);
    }
  }

  /** Returns distances from the starts, -1 for what is not reached. */
  int[] distances(BitSet starts, BitSet[] edges, BitSet avoiding) {
    int[] distance = new int[n];
    Arrays.fill(distance, -1);
    Deque<Integer> queue = new ArrayDeque<>();
    starts.stream()
        .filter(s -> !avoiding.get(s))
        .forEach(
            s -> {
              distance[s] = 0;
              queue.add(s);
            });
    while (!queue.isEmpty()) {
      int at = queue.remove();
      edges[at].stream()
          .filter(t -> distance[t] < 0 && !avoiding.get(t))
          .forEach(
              t -> {
                distance[t] = distance[at] + 1;
                queue.add(t);
              });
    }
    return distance;
  }

  BitSet reached(BitSet starts, BitSet[] edges, BitSet avoiding) {
    int[] distance = distances(starts, edges, avoiding);
    BitSet set = new BitSet();
    for (int i = 0; i < n; i++) {
      set.set(i, distance[i] >= 0);
    }
    return set;
  }

  private BitSet weakEntries() {
    BitSet strongly = reached(roots, strong, new BitSet());
    BitSet reachable = reached(roots, all, new BitSet());
    BitSet entries = new BitSet();
    for (int i = reachable.nextSetBit(0); i >= 0; i = reachable.nextSetBit(i + 1)) {
      entries.or(weak[i]);
    }
    entries.andNot(strongly);
    return entries;
  }

  /** Returns the edges whose strengths are among these. */
  BitSet[] edges(Set<Strength> strengths) {
    BitSet[] edges = new BitSet[n];
    for (int i = 0; i < n; i++) {
      edges[i] = (BitSet) strong[i].clone();
      if (strengths.contains(referents[i])) {
        edges[i].or(weak[i]);
      }
    }
    return edges;
  }

  /** Returns the roots and the entry points of what is reachable but not over these edges. */
  BitSet starts(BitSet[] edges) {
    BitSet followed = reached(roots, edges, new BitSet());
    BitSet reachable = reached(roots, all, new BitSet());
    BitSet entries = new BitSet();
    for (int i = reachable.nextSetBit(0); i >= 0; i = reachable.nextSetBit(i + 1)) {
      BitSet others = (BitSet) all[i].clone();
      others.andNot(edges[i]);
      entries.or(others);
    }
    entries.andNot(followed);
    entries.or(roots);
    return entries;
  }

  /** Returns what goes away with these objects. */
  BitSet retained(BitSet objects) {
    BitSet starts = (BitSet) roots.clone();
    starts.or(weakEntries);
    return retained(objects, starts, strong);
  }

  /** Returns what goes away with these objects when that is alive which starts reach over edges. */
  BitSet retained(BitSet objects, BitSet starts, BitSet[] edges) {
    BitSet gone = reached(starts, edges, new BitSet());
    gone.andNot(reached(starts, edges, objects));
    gone.or(objects);
    return gone;
  }
}
