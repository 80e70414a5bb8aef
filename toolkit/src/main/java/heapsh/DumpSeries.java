package heapsh;

import heapsh.graph.ScratchSeries;
import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds the sums of two or more dumps by shape and class, and the newest of them, open. Dumps given
 * as files are opened one after another, and each but the newest is closed before the next one is
 * opened. Immutable and thread-safe.
 */
final class DumpSeries {
  private final List<String> names;
  private final List<Instant> times;
  private final Heap newest;
  private final StepLabels steps;
  private final StepLabels types;
  private final StepTrie trie;
  private final int[] newestNumbers;
  private final ShapeCells keys = new ShapeCells();
  private final long[][] counts;
  private final long[][] bytes;
  private SoftReference<ShapeReading.Shapes> shapesOfNewest = new SoftReference<>(null);

  private DumpSeries(
      List<String> names, List<Instant> times, Heap newest, List<DumpShapes> dumps, Labels labels) {
    this.names = List.copyOf(names);
    this.times = List.copyOf(times);
    this.newest = newest;
    steps = labels.steps();
    types = labels.types();
    ShapeUnion.Result union = ShapeUnion.of(dumps);
    trie = union.trie();
    newestNumbers = union.numbers()[dumps.size() - 1];
    int[][] places = new int[dumps.size()][];
    for (int d = 0; d < places.length; d++) {
      places[d] = places(dumps.get(d).cells(), union.numbers()[d]);
    }
    counts = new long[places.length][keys.size()];
    bytes = new long[places.length][keys.size()];
    for (int d = 0; d < places.length; d++) {
      ShapeCells cells = dumps.get(d).cells();
      for (int cell = 0; cell < cells.size(); cell++) {
        counts[d][places[d][cell]] += cells.count(cell);
        bytes[d][places[d][cell]] += cells.bytes(cell);
      }
    }
  }

  /** Holds the numbers of steps and class names of all dumps. */
  private record Labels(StepLabels steps, StepLabels types) {
    Labels() {
      this(new StepLabels(), new StepLabels());
    }
  }

  private int[] places(ShapeCells cells, int[] numbers) {
    int[] places = new int[cells.size()];
    for (int cell = 0; cell < places.length; cell++) {
      int node = cells.node(cell);
      int number = node == ShapeCells.NO_PATH ? node : numbers[node];
      places[cell] = keys.cell(number, cells.type(cell));
    }
    return places;
  }

  /**
   * Opens dumps one after another, oldest first; the newest stays open.
   *
   * @throws HeapException when there are fewer than two, or one cannot be opened
   */
  static DumpSeries open(List<Path> paths, Options options) {
    try (ScratchSeries scratch = new ScratchSeries()) {
      Options sharing = options.sharing(scratch);
      List<Supplier<Heap>> heaps = new ArrayList<>();
      paths.forEach(path -> heaps.add(() -> Heap.open(path, sharing)));
      return of(heaps, true);
    }
  }

  /**
   * Takes open heaps, oldest first.
   *
   * @throws HeapException when there are fewer than two, or one is closed
   */
  static DumpSeries of(List<Heap> heaps) {
    List<Supplier<Heap>> given = new ArrayList<>();
    heaps.forEach(heap -> given.add(() -> heap));
    return of(given, false);
  }

  private static DumpSeries of(List<Supplier<Heap>> heaps, boolean isOwner) {
    if (heaps.size() < 2) {
      throw new HeapException(
          "growth is over two dumps at least, oldest first; "
              + (heaps.isEmpty() ? "none was given" : "one was given"));
    }
    Labels labels = new Labels();
    List<String> names = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    List<DumpShapes> dumps = new ArrayList<>();
    Heap open = null;
    boolean done = false;
    try {
      for (Supplier<Heap> heap : heaps) {
        if (isOwner && open != null) {
          open.close();
        }
        open = heap.get();
        Heap one = open;
        names.add(one.fileName());
        times.add(one.graph().info().time());
        dumps.add(
            Safely.inMemory(
                () -> "sum " + one.fileName() + " by shortest path",
                () -> ShapeReading.of(one, labels.steps(), labels.types())));
      }
      DumpSeries series = new DumpSeries(names, times, open, dumps, labels);
      done = true;
      return series;
    } finally {
      if (!done && isOwner && open != null) {
        open.close();
      }
    }
  }

  int dumps() {
    return names.size();
  }

  String name(int d) {
    return names.get(d);
  }

  Heap newest() {
    return newest;
  }

  /** Returns the shapes of all dumps. */
  StepTrie trie() {
    return trie;
  }

  /** Returns the number of cells: of pairs of a shape and a class. */
  int cells() {
    return keys.size();
  }

  /** Returns the shape of a cell, or {@link ShapeCells#NO_PATH}. */
  int node(int cell) {
    return keys.node(cell);
  }

  /** Returns the number of the name of a cell's class. */
  int type(int cell) {
    return keys.type(cell);
  }

  String typeName(int type) {
    return types.text(type);
  }

  long count(int d, int cell) {
    return counts[d][cell];
  }

  long bytes(int d, int cell) {
    return bytes[d][cell];
  }

  /** Returns when the dumps were taken, none before the one before it, to draw them. */
  long[] millis() {
    long[] millis = times.stream().mapToLong(Instant::toEpochMilli).toArray();
    for (int d = 1; d < millis.length; d++) {
      millis[d] = Math.max(millis[d], millis[d - 1]);
    }
    return millis;
  }

  /** Sums one dump by class. O(cells). */
  ClassHistogram histogram(int d) {
    Map<Integer, long[]> sums = new HashMap<>();
    for (int cell = 0; cell < cells(); cell++) {
      long[] sum = sums.computeIfAbsent(type(cell), k -> new long[2]);
      sum[0] += counts[d][cell];
      sum[1] += bytes[d][cell];
    }
    List<ClassCount> rows = new ArrayList<>();
    sums.forEach(
        (type, sum) -> {
          if (sum[0] > 0) {
            rows.add(new ClassCount(typeName(type), sum[0], sum[1]));
          }
        });
    return ClassHistogram.of(times.get(d), true, rows);
  }

  /**
   * Collects the objects of the newest dump that have one of these shapes and classes. O(objects).
   *
   * @param wantedTypes the numbers of class names, null for all
   */
  RoaringBitmap objects(BitSet nodes, BitSet wantedTypes) {
    BitSet classes = wantedTypes == null ? null : classesOfNewest(wantedTypes);
    BitSet found = new BitSet();
    shapesOfNewest()
        .forEach(
            (index, node) -> {
              if (nodes.get(newestNumbers[node])
                  && (classes == null || classes.get(newest.graph().classNumber(index)))) {
                found.set(index);
              }
            });
    return BitSetUtil.bitmapOf(found);
  }

  private BitSet classesOfNewest(BitSet wantedTypes) {
    BitSet classes = new BitSet();
    for (int number = 0; number < newest.graph().classCount(); number++) {
      int type = ShapeReading.type(types, newest.graph().heapClass(number));
      if (wantedTypes.get(type)) {
        classes.set(number);
      }
    }
    return classes;
  }

  private synchronized ShapeReading.Shapes shapesOfNewest() {
    newest.graph(); // says so when the heap is closed
    ShapeReading.Shapes shapes = shapesOfNewest.get();
    if (shapes == null) {
      shapes = ShapeReading.again(newest, steps, types);
      shapesOfNewest = new SoftReference<>(shapes);
    }
    return shapes;
  }

  /** Returns the numbers of the class names that a pattern names. */
  BitSet typesMatching(ClassPattern pattern) {
    BitSet found = new BitSet();
    for (int cell = 0; cell < cells(); cell++) {
      if (!found.get(type(cell)) && pattern.matches(typeName(type(cell)))) {
        found.set(type(cell));
      }
    }
    return found;
  }
}
