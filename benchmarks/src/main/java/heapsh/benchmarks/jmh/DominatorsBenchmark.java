package heapsh.benchmarks.jmh;

import heapsh.graph.DominatorTree;
import heapsh.graph.HeapGraph;
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
 * How long do immediate dominators and retained sizes of all objects take, once what the roots
 * reach is known? A graph computes them once, so every invocation opens the dump anew, outside the
 * time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class DominatorsBenchmark {
  /** The dump; {@code benchmarks/jmh} gives it. */
  @Param("")
  public String dump;

  private HeapGraph graph;

  /** Opens the dump and searches it from the roots. */
  @Setup(Level.Invocation)
  public void open() {
    graph = OpenGraph.open(dump);
    graph.reachable();
  }

  /** Closes it. */
  @TearDown(Level.Invocation)
  public void close() {
    graph.close();
  }

  /** Computes the tree. */
  @Benchmark
  public DominatorTree dominators() {
    return graph.dominators();
  }
}
