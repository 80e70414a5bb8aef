package heapsh.mat;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.DumpingProgram;
import heapsh.fixtures.DumpingProgram.Program;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.StrongCopy;
import heapsh.graph.HeapGraph;
import heapsh.graph.NativeHeap;
import heapsh.graph.NativeOptions;
import heapsh.graph.PathTree;
import heapsh.graph.Progress;
import heapsh.jdk.LayoutInference;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the native engine with Eclipse MAT's parser, object by object, on dumps of real programs
 * of every JDK at hand.
 *
 * <p>A dump as it is: the strong graph of the native engine against MAT's. What depends on weak
 * reachability (dominators take what only weak references hold as entered from a root of its own,
 * which MAT cannot) is compared on a copy of the dump that holds the strongly reachable objects
 * alone: there both engines see one and the same graph, and must agree on everything.
 */
class DifferentialTest {
  @TempDir Path directory;

  static Stream<Arguments> programs() {
    return Jdks.all()
        .flatMap(jdk -> Stream.of(Program.values()).map(program -> Arguments.of(program, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("programs")
  void agreesWithMat(Program program, Jdks.Jdk jdk) {
    Path dump = directory.resolve("program.hprof");
    DumpingProgram.dump(jdk, program, dump);
    Path copy;
    try (HeapGraph ours = openNative(dump);
        MatGraph theirs = openMat(dump)) {
      assertThat(theirs.objectCount()).isBetween(10_000, ours.objectCount() - 1);
      GraphComparison.of(ours, theirs).strongGraphs();
      PathTree strong = ours.strongPaths();
      copy =
          StrongCopy.of(
              dump, directory.resolve("strong.hprof"), id -> strong.reaches(ours.indexOf(id)));
    }
    try (HeapGraph ours = openNative(copy);
        MatGraph theirs = openMat(copy)) {
      assertThat(ours.objectCount()).isEqualTo(theirs.objectCount());
      GraphComparison comparison = GraphComparison.of(ours, theirs);
      comparison.strongGraphs();
      comparison.derivedNumbers();
    }
  }

  private HeapGraph openNative(Path dump) {
    return NativeHeap.open(
        dump,
        new NativeOptions(
            directory,
            (graph, evidence) -> LayoutInference.choose(graph, evidence, Set.of()),
            Progress.NONE));
  }

  private MatGraph openMat(Path dump) {
    return (MatGraph)
        MatHeap.open(
            dump,
            new MatOptions(
                directory,
                (graph, evidence) -> LayoutInference.choose(graph, evidence, Set.of()),
                Progress.NONE));
  }
}
