package heapsh.benchmarks.jmh;

import heapsh.Heap;
import heapsh.ObjectSet;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to say what refers to the biggest class, once incoming references are
 * there? A heap keeps what it has found out, so every invocation opens the dump anew, outside the
 * time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class ByViaBenchmark {
  /** The dump; {@code benchmarks/jmh} gives it. */
  @Param("")
  public String dump;

  private Heap heap;
  private ObjectSet biggest;

  /** Opens the dump, finds the biggest class and builds incoming references. */
  @Setup(Level.Invocation)
  public void open() {
    heap = Heap.open(Path.of(dump));
    biggest = heap.heap().get(0);
    biggest.largest(1).referrers();
  }

  /** Closes it. */
  @TearDown(Level.Invocation)
  public void close() {
    heap.close();
  }

  /** Groups and prints the first page. */
  @Benchmark
  public String byVia() {
    return biggest.byVia().toString();
  }
}
