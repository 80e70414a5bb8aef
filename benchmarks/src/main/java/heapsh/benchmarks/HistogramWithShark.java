package heapsh.benchmarks;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import shark.CloseableHeapGraph;
import shark.FileSourceProvider;
import shark.HeapGraph;
import shark.HeapObject;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;
import shark.PrimitiveType;

/**
 * Opens a dump with Shark and prints the ten classes with the most bytes. Shark gives objects one
 * by one, so the counting is done here, in arrays, with one look-up for each instance. All objects
 * of the dump count; sizes are those that Shark gives without reading records again.
 *
 * <p>Usage: {@code HistogramWithShark DUMP.hprof}.
 */
public final class HistogramWithShark {
  private static final int ROWS = 10;

  private final HeapGraph graph;
  private final Long2IntOpenHashMap rowOfClass = new Long2IntOpenHashMap();
  private final String[] names;
  private final long[] counts;
  private final long[] bytes;

  private HistogramWithShark(HeapGraph graph) {
    this.graph = graph;
    PrimitiveType[] types = PrimitiveType.values();
    int classes = graph.getClassCount();
    int rows = classes + types.length;
    names = new String[rows];
    for (int i = 0; i < types.length; i++) {
      names[classes + i] = types[i].name().toLowerCase(Locale.ROOT) + "[]";
    }
    counts = new long[rows];
    bytes = new long[rows];
  }

  /**
   * Prints the table.
   *
   * @param args the dump
   * @throws IOException if the dump cannot be closed
   */
  public static void main(String[] args) throws IOException {
    Figures figures = Figures.watch();
    try (CloseableHeapGraph graph = open(new File(args[0]))) {
      HistogramWithShark histogram = new HistogramWithShark(graph);
      histogram.count();
      histogram.print();
      Figures.print("objects", graph.getObjectCount());
    }
    figures.printMemory();
  }

  private static CloseableHeapGraph open(File dump) {
    return HprofHeapGraph.Companion.openHeapGraph(
        new FileSourceProvider(dump), null, HprofRecordTag.Companion.getRootTags());
  }

  private void count() {
    Iterator<HeapObject.HeapClass> classes = graph.getClasses().iterator();
    for (int row = 0; classes.hasNext(); row++) {
      HeapObject.HeapClass type = classes.next();
      names[row] = type.getName();
      rowOfClass.put(type.getObjectId(), row);
    }
    Iterator<HeapObject.HeapInstance> instances = graph.getInstances().iterator();
    while (instances.hasNext()) {
      HeapObject.HeapInstance instance = instances.next();
      add(instance.getInstanceClassId(), instance.getByteSize());
    }
    Iterator<HeapObject.HeapObjectArray> arrays = graph.getObjectArrays().iterator();
    while (arrays.hasNext()) {
      HeapObject.HeapObjectArray array = arrays.next();
      add(array.getArrayClassId(), array.getByteSize());
    }
    countPrimitiveArrays();
  }

  /** Counts by element type: Shark does not find the classes of these arrays in HotSpot's dumps. */
  private void countPrimitiveArrays() {
    Iterator<HeapObject.HeapPrimitiveArray> arrays = graph.getPrimitiveArrays().iterator();
    while (arrays.hasNext()) {
      HeapObject.HeapPrimitiveArray array = arrays.next();
      count(graph.getClassCount() + array.getPrimitiveType().ordinal(), array.getByteSize());
    }
  }

  private void add(long classId, long size) {
    count(rowOfClass.get(classId), size);
  }

  private void count(int row, long size) {
    counts[row]++;
    bytes[row] += size;
  }

  private void print() {
    Integer[] rows = new Integer[names.length];
    Arrays.setAll(rows, row -> row);
    Arrays.sort(rows, Comparator.comparingLong((Integer row) -> bytes[row]).reversed());
    for (int i = 0; i < Math.min(ROWS, rows.length); i++) {
      System.out.println(counts[rows[i]] + " " + bytes[rows[i]] + " " + names[rows[i]]);
    }
  }
}
