package heapsh.benchmarks;

import heapsh.Heap;
import heapsh.ObjectSet;
import heapsh.Options;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Times each phase of the engine once, in the order in which a session meets them, by asking
 * through the public API the cheapest question that needs it and nothing else that is not there
 * yet. Opening and dominators are two phases each; what they report of their progress tells where
 * the second one begins.
 *
 * <p>Usage: {@code Phases DUMP.hprof}. Prints one figure {@code phase_us} for each.
 */
public final class Phases {
  private final PhaseClock clock = new PhaseClock();
  private long started;

  private Phases() {}

  /**
   * Prints the times.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    Figures figures = Figures.watch();
    new Phases().run(Path.of(args[0]));
    figures.printMemory();
  }

  private void run(Path dump) {
    start();
    try (Heap hp = Heap.open(dump, Options.defaults().progress(clock))) {
      endInTwo("open", "catalog_ids", "reading objects", "object_pass");

      start();
      ObjectSet heap = hp.heap();
      end("reachability");
      start();
      System.out.println(heap);
      end("table");

      ObjectSet biggest = heap.get(0);
      ObjectSet one = biggest.largest(1);
      start();
      System.out.println(one.referrers());
      end("incoming");
      start();
      System.out.println(biggest.byVia());
      end("byvia");
      start();
      System.out.println(biggest.shpaths());
      end("shpaths");
      start();
      Figures.print("one_retained_bytes", one.theOne().retainedSize());
      endInTwo("dominators", "regions", "adding up retained sizes", "dominator_pass");
      start();
      Figures.print("set_retained_bytes", biggest.retainedSize());
      end("retained_set");
      Figures.print("objects", hp.all().count());
    }
  }

  private void start() {
    clock.clear();
    started = System.nanoTime();
  }

  private void end(String phase) {
    print(phase, System.nanoTime() - started);
  }

  /** Prints a phase, and its two parts when the second one has reported enough to be told. */
  private void endInTwo(String phase, String firstPart, String secondReports, String secondPart) {
    long now = System.nanoTime();
    print(phase, now - started);
    clock
        .begin(secondReports)
        .ifPresent(
            begin -> {
              print(firstPart, begin - started);
              print(secondPart, now - begin);
            });
  }

  private static void print(String phase, long nanos) {
    Figures.print(phase + "_us", TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
