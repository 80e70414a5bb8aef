package heapsh.benchmarks;

import heapsh.Heap;
import heapsh.ObjectSet;
import java.nio.file.Path;

/**
 * Opens a dump with heapsh and prints the shortest path from a GC root to the largest object that
 * is reachable.
 *
 * <p>Usage: {@code FirstPath DUMP.hprof}.
 */
public final class FirstPath {
  private FirstPath() {}

  /**
   * Prints the path, and the object's id for {@link PathWithNetBeans}.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    try (Heap hp = Heap.open(Path.of(args[0]))) {
      ObjectSet largest = hp.heap().largest(1);
      System.out.println(largest.shpaths());
      Figures.print("object", largest.theOne().id());
    }
    figures.printMemory();
  }
}
