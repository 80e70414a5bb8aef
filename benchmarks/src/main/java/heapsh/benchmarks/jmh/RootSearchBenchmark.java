package heapsh.benchmarks.jmh;

import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.RoaringBitmap;

/**
 * How long does a search from the roots take over the whole heap, with shortest paths? Beside it
 * the same search written plainly over the public cursor, with arrays in the JVM's heap.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RootSearchBenchmark {
  private static final Set<Strength> ALL = EnumSet.allOf(Strength.class);

  /** Searches with the engine. */
  @Benchmark
  public int engine(OpenGraph opened) {
    return opened.graph().paths(ALL, null, new RoaringBitmap()).size();
  }

  /** Searches with a queue in an int array and a bit set. */
  @Benchmark
  public int plain(OpenGraph opened) {
    HeapGraph graph = opened.graph();
    int[] queue = new int[graph.objectCount()];
    int[] parents = new int[graph.objectCount()];
    BitSet visited = new BitSet(graph.objectCount());
    int found = 0;
    for (var root : graph.roots().all()) {
      found = enter(root.index(), -1, queue, parents, visited, found);
    }
    ReferenceCursor cursor = graph.outgoing();
    for (int at = 0; at < found; at++) {
      int holder = queue[at];
      found = enter(graph.classObject(holder), holder, queue, parents, visited, found);
      cursor.moveTo(holder);
      for (int other = cursor.next(); other >= 0; other = cursor.next()) {
        found = enter(other, holder, queue, parents, visited, found);
      }
    }
    return found;
  }

  private static int enter(
      int index, int holder, int[] queue, int[] parents, BitSet visited, int found) {
    if (index < 0 || visited.get(index)) {
      return found;
    }
    visited.set(index);
    parents[index] = holder;
    queue[found] = index;
    return found + 1;
  }
}
