package heapsh.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Times a bare walk over the records of a dump, the measure for the phases of {@link Phases}.
 *
 * <p>Usage: {@code BareWalk DUMP.hprof}.
 */
public final class BareWalk {
  private BareWalk() {}

  /**
   * Prints the number of objects and the time of the walk, the first one in this JVM.
   *
   * @param args the dump
   * @throws IOException if it cannot be read
   */
  public static void main(String[] args) throws IOException {
    Figures figures = Figures.watch();
    long start = System.nanoTime();
    long objects = RecordWalk.countObjects(Path.of(args[0]));
    Figures.print("walk_us", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    Figures.print("objects", objects);
    figures.printMemory();
  }
}
