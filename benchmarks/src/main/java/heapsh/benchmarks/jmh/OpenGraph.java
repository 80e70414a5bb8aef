package heapsh.benchmarks.jmh;

import heapsh.graph.HeapGraph;
import heapsh.graph.NativeHeap;
import heapsh.graph.NativeOptions;
import heapsh.graph.Progress;
import heapsh.jdk.LayoutInference;
import java.nio.file.Path;
import java.util.Set;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Holds the graph of a dump, opened once for all iterations of a fork. */
@State(Scope.Benchmark)
public class OpenGraph {
  /** The dump; {@code benchmarks/jmh} gives it. */
  @Param("")
  public String dump;

  private HeapGraph graph;

  /** Opens the dump. */
  @Setup(Level.Trial)
  public void open() {
    graph = open(dump);
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() {
    graph.close();
  }

  HeapGraph graph() {
    return graph;
  }

  /** Opens a dump with the native engine, scratch in the temporary directory. */
  static HeapGraph open(String dump) {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    return NativeHeap.open(
        Path.of(dump),
        new NativeOptions(
            scratch,
            (graph, evidence) -> LayoutInference.choose(graph, evidence, Set.of()),
            Progress.NONE));
  }
}
