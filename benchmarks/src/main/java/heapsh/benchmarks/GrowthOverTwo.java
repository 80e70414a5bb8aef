package heapsh.benchmarks;

import heapsh.Growth;
import heapsh.Heap;
import java.nio.file.Path;

/**
 * Compares two dumps with heapsh and prints what grew: by class, by holder and by path.
 *
 * <p>Usage: {@code GrowthOverTwo BEFORE.hprof AFTER.hprof}.
 */
public final class GrowthOverTwo {
  private GrowthOverTwo() {}

  /**
   * Prints the three tables.
   *
   * @param args the dumps, the older first
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    Growth growth = Growth.over(Path.of(args[0]), Path.of(args[1]));
    try (Heap newest = growth.newest()) {
      System.out.println(growth);
      System.out.println(growth.byHolder());
      System.out.println(growth.byShape());
      Figures.print("objects", newest.all().count());
    }
    figures.printMemory();
  }
}
