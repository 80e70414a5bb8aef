package heapsh.benchmarks.jmh;

import heapsh.graph.HeapGraph;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to find an object by its id, for ids in random order? Beside it a hash map
 * of primitives and a binary search in a sorted array.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IdLookupBenchmark {
  private static final int LOOKUPS = 1 << 20;

  private HeapGraph graph;
  private long[] ids;
  private long[] asked;
  private Long2IntOpenHashMap map;

  /** Draws the ids that are asked for, from a fixed seed. */
  @Setup(Level.Trial)
  public void draw(OpenGraph opened) {
    graph = opened.graph();
    ids = new long[graph.objectCount()];
    Arrays.setAll(ids, graph::idOf);
    map = new Long2IntOpenHashMap(ids.length);
    for (int i = 0; i < ids.length; i++) {
      map.put(ids[i], i);
    }
    Random random = new Random(42);
    asked = new long[LOOKUPS];
    Arrays.setAll(asked, i -> ids[random.nextInt(ids.length)]);
  }

  /** Asks the engine. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long engine() {
    long sum = 0;
    for (long id : asked) {
      sum += graph.indexOf(id);
    }
    return sum;
  }

  /** Asks a hash map in the JVM's heap. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long hashMap() {
    long sum = 0;
    for (long id : asked) {
      sum += map.get(id);
    }
    return sum;
  }

  /** Searches the sorted ids. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long binarySearch() {
    long sum = 0;
    for (long id : asked) {
      sum += Arrays.binarySearch(ids, id);
    }
    return sum;
  }
}
