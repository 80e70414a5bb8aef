package heapsh.benchmarks;

import heapsh.Heap;
import java.nio.file.Path;

/**
 * Opens a dump with heapsh and prints the shortest paths to everything that is reachable.
 *
 * <p>Usage: {@code AllPaths DUMP.hprof}.
 */
public final class AllPaths {
  private AllPaths() {}

  /**
   * Prints the paths, merged by shape.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    try (Heap hp = Heap.open(Path.of(args[0]))) {
      System.out.println(hp.heap().shpaths());
      Figures.print("objects", hp.all().count());
    }
    figures.printMemory();
  }
}
