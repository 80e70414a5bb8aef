package heapsh.benchmarks.jmh;

import heapsh.benchmarks.RecordWalk;
import heapsh.graph.HeapGraph;
import heapsh.hprof.Catalog;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to read a dump? The bare walk skips over the records; the checked walk is
 * the toolkit's, one thread, with its catalog; opening builds ids, columns and references on all
 * threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScanBenchmark {
  /** The dump; {@code benchmarks/jmh} gives it. */
  @Param("")
  public String dump;

  /** Walks the records without a check. */
  @Benchmark
  public long bareWalk() throws IOException {
    return RecordWalk.countObjects(Path.of(dump));
  }

  /** Reads the catalog and walks the records as the engine's scan does. */
  @Benchmark
  public long checkedWalk() throws IOException {
    long records = 0;
    try (DumpFile file = DumpFile.open(Path.of(dump))) {
      Catalog catalog = CatalogReader.read(file, at -> {});
      SubRecords walk = new SubRecords(file, catalog.idBytes());
      for (Segment segment : catalog.dumps().get(0)) {
        walk.moveTo(segment);
        while (walk.next()) {
          records++;
        }
      }
    }
    return records;
  }

  /** Opens the dump: all that comes before the search from the roots. */
  @Benchmark
  public int open() {
    try (HeapGraph graph = OpenGraph.open(dump)) {
      return graph.objectCount();
    }
  }
}
