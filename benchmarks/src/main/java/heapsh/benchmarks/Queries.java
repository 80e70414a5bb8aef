package heapsh.benchmarks;

import heapsh.Heap;
import heapsh.ObjectSet;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Times single queries in one session, in the order in which a leak hunt asks them: the relations,
 * paths and pattern of the biggest class, after the first table has been shown. What a query needs
 * and no earlier one has built counts as its time.
 *
 * <p>Usage: {@code Queries DUMP.hprof}.
 */
public final class Queries {
  private Queries() {}

  /**
   * Prints each answer and its milliseconds.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    try (Heap hp = Heap.open(Path.of(args[0]))) {
      System.out.println(hp.heap());
      ObjectSet biggest = hp.heap().get(0);
      time("byvia_ms", biggest, ObjectSet::byVia);
      time("shpaths_ms", biggest, ObjectSet::shpaths);
      time("rp_ms", biggest, ObjectSet::rp);
    }
    figures.printMemory();
  }

  /** Asks and prints, as the shell would: a lazy answer is not an answer yet. */
  private static void time(String name, ObjectSet set, Function<ObjectSet, Object> query) {
    long start = System.nanoTime();
    System.out.println(query.apply(set));
    Figures.print(name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }
}
