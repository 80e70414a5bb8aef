package heapsh;

import heapsh.graph.ClassTotals;
import heapsh.graph.HeapGraph;
import heapsh.graph.Progress;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds rows that are kinds of a classification. Keeps the objects' kinds where finding them again
 * is dear.
 */
final class KindGrouping implements Grouping {
  /**
   * Runs of rows of one size above this stay in the order in which their kinds were met: names cost
   * too much.
   */
  private static final int NAMED_TIES = 20_000;

  private final Heap heap;
  private final Classifier classifier;
  private final Classification classification;
  private final RoaringBitmap set;
  private final KeptRows kept;
  private final Classification.Fold fold;
  private final int[] kinds;
  private final int[] counts;
  private final long[] bytes;
  private final long[] cumulative;

  static KindGrouping of(Heap heap, RoaringBitmap set, Classifier classifier) {
    Classification classification = heap.classification(classifier);
    ClassTotals totals = classifier.equals(Classifier.CLASS) ? heap.knownTotals(set) : null;
    if (totals != null) {
      return new KindGrouping(heap, classifier, classification, set, null, new Counter(totals));
    }
    int[] kept = classification.isCheap() ? null : new int[set.getCardinality()];
    HeapGraph graph = heap.graph();
    if (!set.isEmpty()) {
      // What is computed on first use is computed here, by the thread that can be interrupted.
      classification.sorter().kindOf(set.first());
    }
    Progress progress = kept == null ? Progress.NONE : heap.progress();
    List<Counter> counters =
        Scan.over(
            set,
            progress,
            "classifying objects",
            () -> new Counter(graph, classification.sorter(), kept));
    Counter total = counters.get(0);
    counters.subList(1, counters.size()).forEach(total::add);
    return new KindGrouping(heap, classifier, classification, set, kept, total);
  }

  private KindGrouping(
      Heap heap,
      Classifier classifier,
      Classification classification,
      RoaringBitmap set,
      int[] keptKinds,
      Counter total) {
    this.heap = heap;
    this.classifier = classifier;
    this.classification = classification;
    this.set = set;
    fold = classification.fold(total.counts);
    int[] standsFor = fold == null ? null : fold(total);
    kinds = rowOrder(total);
    counts = new int[kinds.length];
    bytes = new long[kinds.length];
    cumulative = new long[kinds.length];
    long sum = 0;
    for (int row = 0; row < kinds.length; row++) {
      counts[row] = total.counts[kinds[row]];
      bytes[row] = total.bytes[kinds[row]];
      sum += bytes[row];
      cumulative[row] = sum;
    }
    kept = keptKinds == null ? null : keepRows(keptKinds, standsFor, total.counts.length);
  }

  private KeptRows keepRows(int[] keptKinds, int[] standsFor, int kindsEnd) {
    int[] rowOfKind = new int[kindsEnd];
    for (int row = 0; row < kinds.length; row++) {
      rowOfKind[kinds[row]] = row;
    }
    if (standsFor != null) {
      for (int kind = 0; kind < standsFor.length; kind++) {
        rowOfKind[kind] = rowOfKind[standsFor[kind]];
      }
    }
    return KeptRows.of(keptKinds, rowOfKind, kinds.length);
  }

  /** Moves counts of rare kinds to the kinds that stand for them; returns which these are. */
  private int[] fold(Counter total) {
    int met = total.counts.length;
    int[] stands = new int[met];
    for (int kind = 0; kind < met; kind++) {
      stands[kind] = total.counts[kind] == 0 ? kind : fold.apply(kind);
    }
    for (int kind = 0; kind < met; kind++) {
      if (stands[kind] != kind) {
        total.move(kind, stands[kind]);
      }
    }
    return stands;
  }

  private int[] rowOrder(Counter total) {
    int[] order = new int[total.kindsMet()];
    int rows = 0;
    for (int kind = 0; kind < total.counts.length; kind++) {
      if (total.counts[kind] > 0) {
        order[rows++] = kind;
      }
    }
    long[] size = total.bytes;
    IntArrays.mergeSort(order, (a, b) -> Long.compare(size[b], size[a]));
    for (int from = 0; from < rows; ) {
      int to = from + 1;
      while (to < rows && size[order[to]] == size[order[from]]) {
        to++;
      }
      if (to - from > 1 && to - from <= NAMED_TIES) {
        sortByName(order, from, to);
      }
      from = to;
    }
    return order;
  }

  private void sortByName(int[] order, int from, int to) {
    record Named(String name, int kind) {}

    Named[] named = new Named[to - from];
    for (int i = from; i < to; i++) {
      named[i - from] = new Named(classification.name(order[i]), order[i]);
    }
    Arrays.sort(named, (a, b) -> a.name.compareTo(b.name));
    for (int i = from; i < to; i++) {
      order[i] = named[i - from].kind;
    }
  }

  @Override
  public int rows() {
    return kinds.length;
  }

  @Override
  public int count(int row) {
    return counts[row];
  }

  @Override
  public long bytes(int row) {
    return bytes[row];
  }

  @Override
  public long cumulativeBytes(int row) {
    return cumulative[row];
  }

  @Override
  public String name(int row) {
    return classification.name(kinds[row]);
  }

  @Override
  public String shortName(int row, int width) {
    return classification.shortName(kinds[row], width);
  }

  @Override
  public Grouping row(int row) {
    return new RowGrouping(
        heap, classifier, kinds[row], kind(row, row + 1), counts[row], bytes[row]);
  }

  @Override
  public Kind kind(int from, int to) {
    return new RowKind(heap, classifier, fold, Arrays.copyOfRange(kinds, from, to));
  }

  @Override
  public RoaringBitmap objects(int from, int to) {
    if (to - from == kinds.length) {
      return set;
    }
    return kept == null
        ? Scans.filter(set, () -> matcher(from, to))
        : Scans.select(set, kept, from, to);
  }

  private Kind.Matcher matcher(int from, int to) {
    Sorter sorter = classification.sorter();
    if (to - from == 1) {
      int only = kinds[from];
      return index -> sorter.kindOf(index) == only;
    }
    BitSet wanted = new BitSet();
    for (int row = from; row < to; row++) {
      wanted.set(kinds[row]);
    }
    return index -> wanted.get(sorter.kindOf(index));
  }

  /** Counts objects and bytes of kinds, and keeps kinds by position where an array is given. */
  private static final class Counter implements Scan.Kernel {
    private final HeapGraph graph;
    private final Sorter sorter;
    private final int[] kept;
    private int[] counts = new int[64];
    private long[] bytes = new long[64];

    Counter(HeapGraph graph, Sorter sorter, int[] kept) {
      this.graph = graph;
      this.sorter = sorter;
      this.kept = kept;
    }

    /** Makes a counter that has counted classes: their numbers are the kinds. */
    Counter(ClassTotals totals) {
      graph = null;
      sorter = null;
      kept = null;
      counts = totals.counts();
      bytes = totals.bytes();
    }

    @Override
    public void take(int[] objects, int n, int position) {
      for (int k = 0; k < n; k++) {
        int index = objects[k];
        int kind = sorter.kindOf(index);
        if (kind >= counts.length) {
          grow(kind);
        }
        counts[kind]++;
        bytes[kind] += graph.shallowBytes(index);
        if (kept != null) {
          kept[position + k] = kind;
        }
      }
    }

    private void grow(int kind) {
      int length = Math.max(kind + 1, counts.length + (counts.length >> 1));
      counts = Arrays.copyOf(counts, length);
      bytes = Arrays.copyOf(bytes, length);
    }

    void add(Counter other) {
      if (other.counts.length > counts.length) {
        grow(other.counts.length - 1);
      }
      for (int kind = 0; kind < other.counts.length; kind++) {
        counts[kind] += other.counts[kind];
        bytes[kind] += other.bytes[kind];
      }
    }

    void move(int from, int to) {
      if (to >= counts.length) {
        grow(to);
      }
      counts[to] += counts[from];
      bytes[to] += bytes[from];
      counts[from] = 0;
      bytes[from] = 0;
    }

    int kindsMet() {
      int met = 0;
      for (int count : counts) {
        met += count > 0 ? 1 : 0;
      }
      return met;
    }
  }
}
