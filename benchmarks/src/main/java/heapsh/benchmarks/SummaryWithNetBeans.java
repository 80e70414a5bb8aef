package heapsh.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.JavaClass;

/**
 * Opens a dump with the NetBeans profiler library and prints the ten classes with the most bytes:
 * its class summary. All objects of the dump count, for it knows no reachable ones.
 *
 * <p>Usage: {@code SummaryWithNetBeans LINK.hprof}, a link alone in a directory of its own; or with
 * {@code again} behind, to open it with the cache that the first opening has left.
 */
public final class SummaryWithNetBeans {
  private static final int ROWS = 10;

  private SummaryWithNetBeans() {}

  /** One class. */
  private record Row(String name, long count, long bytes) {}

  /**
   * Prints the table.
   *
   * @param args the dump, and whether it was opened before
   * @throws IOException if the library cannot read it
   */
  public static void main(String[] args) throws IOException {
    Figures figures = Figures.watch();
    Path dump = args.length > 1 ? PeerDump.again(args[0]) : PeerDump.of(args[0]);
    Heap heap = HeapFactory.createHeap(dump.toFile());
    List<Row> rows = new ArrayList<>();
    for (Object each : heap.getAllClasses()) {
      JavaClass type = (JavaClass) each;
      rows.add(new Row(type.getName(), type.getInstancesCount(), type.getAllInstancesSize()));
    }
    rows.sort(Comparator.comparingLong(Row::bytes).reversed());
    rows.stream()
        .limit(ROWS)
        .forEach(row -> System.out.println(row.count + " " + row.bytes + " " + row.name));
    Figures.print("objects", rows.size() + rows.stream().mapToLong(Row::count).sum());
    figures.printMemory();
  }
}
