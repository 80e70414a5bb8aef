package heapsh.benchmarks;

import heapsh.Heap;
import heapsh.ObjectSet;
import java.nio.file.Path;

/**
 * Opens a dump with heapsh and asks what needs every phase of the engine: references both ways,
 * shortest paths, dominators, and retained sizes of an object and of a set.
 *
 * <p>Usage: {@code Everything DUMP.hprof}.
 */
public final class Everything {
  private Everything() {}

  /**
   * Prints the answers.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    try (Heap hp = Heap.open(Path.of(args[0]))) {
      System.out.println(hp.heap());
      ObjectSet biggest = hp.heap().get(0);
      System.out.println(biggest.byVia());
      System.out.println(biggest.shpaths());
      Figures.print("one_retained_bytes", biggest.largest(1).theOne().retainedSize());
      Figures.print("set_retained_bytes", biggest.retainedSize());
      Figures.print("objects", hp.all().count());
    }
    figures.printMemory();
  }
}
