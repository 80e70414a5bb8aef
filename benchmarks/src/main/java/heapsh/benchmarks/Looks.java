package heapsh.benchmarks;

import heapsh.Heap;
import java.util.concurrent.TimeUnit;

/**
 * Times looks at a running JVM: class histograms of live objects, as {@code growth} and {@code
 * watch} take them.
 *
 * <p>Usage: {@code Looks PID COUNT}.
 */
public final class Looks {
  private Looks() {}

  /**
   * Prints the milliseconds of each look, and what the last one found.
   *
   * @param args the process, and how often to look
   */
  public static void main(String[] args) {
    try (Heap hp = Heap.attach(Long.parseLong(args[0]))) {
      for (int k = Integer.parseInt(args[1]); k > 0; k--) {
        long start = System.nanoTime();
        var histogram = hp.histogram();
        Figures.print("look_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        if (k == 1) {
          Figures.print("objects", histogram.totalCount());
          Figures.print("live_bytes", histogram.totalBytes());
        }
      }
    }
  }
}
