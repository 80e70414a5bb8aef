package heapsh.benchmarks;

import heapsh.Heap;
import java.nio.file.Path;

/**
 * Opens a dump with heapsh and prints what fills the heap: what a user waits for first.
 *
 * <p>Usage: {@code FirstTable DUMP.hprof}.
 */
public final class FirstTable {
  private FirstTable() {}

  /**
   * Prints the table.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    try (Heap hp = Heap.open(Path.of(args[0]))) {
      System.out.println(hp.heap());
      Figures.print("objects", hp.all().count());
    }
    figures.printMemory();
  }
}
