package heapsh.jdk;

import heapsh.graph.HeapGraph;
import heapsh.graph.IntColumn;

/**
 * Holds ints in pages that come when they are first written: the first on the JVM's heap, further
 * ones of a large graph outside. One thread writes at a time; others may read what they were told
 * of.
 */
final class IntPages {
  static final int PAGE_BITS = 16;
  static final int PAGE_INTS = 1 << PAGE_BITS;
  private static final int MASK = PAGE_INTS - 1;
  private static final int PAGES = 1 << 31 - PAGE_BITS;
  private static final int ON_HEAP = 4;

  /** How many pages one column outside the heap has. */
  private static final int PAGES_AT_ONCE = 4;

  private final HeapGraph graph;
  private final int[][] onHeap = new int[PAGES][];
  private final IntColumn[] columns = new IntColumn[PAGES];
  private final int[] bases = new int[PAGES];
  private IntColumn column;
  private int pagesLeft;

  /** Makes empty pages; a null graph keeps all of them on the JVM's heap. */
  IntPages(HeapGraph graph) {
    this.graph = graph;
  }

  int get(int k) {
    int page = k >> PAGE_BITS;
    int[] heap = onHeap[page];
    return heap != null ? heap[k & MASK] : columns[page].get(bases[page] + (k & MASK));
  }

  void set(int k, int value) {
    int page = k >> PAGE_BITS;
    if (onHeap[page] == null && columns[page] == null) {
      add(page);
    }
    int[] heap = onHeap[page];
    if (heap != null) {
      heap[k & MASK] = value;
    } else {
      columns[page].set(bases[page] + (k & MASK), value);
    }
  }

  private void add(int page) {
    if (page < ON_HEAP || graph == null || graph.objectCount() < PAGE_INTS) {
      onHeap[page] = new int[PAGE_INTS];
      return;
    }
    if (pagesLeft == 0) {
      column = graph.newColumn(PAGES_AT_ONCE * PAGE_INTS);
      pagesLeft = PAGES_AT_ONCE;
    }
    pagesLeft--;
    bases[page] = pagesLeft * PAGE_INTS;
    columns[page] = column;
  }
}
