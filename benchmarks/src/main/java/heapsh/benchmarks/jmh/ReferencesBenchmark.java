package heapsh.benchmarks.jmh;

import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take to walk all references of all objects, outgoing and incoming? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReferencesBenchmark {
  private HeapGraph graph;

  /** Builds the rows in both directions. */
  @Setup(Level.Trial)
  public void build(OpenGraph opened) {
    graph = opened.graph();
    graph.outgoing();
    graph.incoming();
  }

  /** Walks what every object refers to. */
  @Benchmark
  public long outgoing() {
    return walk(graph.outgoing());
  }

  /** Walks what refers to every object. */
  @Benchmark
  public long incoming() {
    return walk(graph.incoming());
  }

  private long walk(ReferenceCursor cursor) {
    long sum = 0;
    int objects = graph.objectCount();
    for (int index = 0; index < objects; index++) {
      cursor.moveTo(index);
      for (int other = cursor.next(); other >= 0; other = cursor.next()) {
        sum += other;
      }
    }
    return sum;
  }
}
