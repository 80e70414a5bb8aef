package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heapsh.HeapException;
import heapsh.hprof.HprofException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Feeds the reader with bytes that coverage guides, as a dump that must be whole and as one to
 * salvage.
 *
 * <p>The corpus beside this class in the resources is run by every build ({@code FuzzSeeds} writes
 * it); a full build also fuzzes for {@code maxDuration}. CONTRIBUTING.md tells how to fuzz for
 * hours. What reads another untrusted format gets a class like this one: one {@code @FuzzTest}, a
 * name that ends in FuzzTest, and a directory of seeds.
 */
class ReaderFuzzTest {
  private static final int INPUTS_PER_COLLECTION = 500;
  private static int inputs;

  @FuzzTest(maxDuration = "30s")
  void opensOrRefuses(byte[] bytes) throws IOException {
    // Mappings go with the next collection, and a process may have 65,530 of them.
    if (++inputs % INPUTS_PER_COLLECTION == 0) {
      System.gc();
    }
    Path directory = Files.createTempDirectory("heapsh-fuzz");
    Path dump = directory.resolve("fuzz.hprof");
    try {
      Files.write(dump, bytes);
      check(dump);
    } finally {
      Files.deleteIfExists(dump);
      Files.delete(directory); // fails when something was left behind
    }
  }

  private static void check(Path dump) {
    NativeOptions options =
        new NativeOptions(
            dump.getParent(), (graph, evidence) -> Graphs.LAYOUT, Progress.NONE, true);
    boolean whole = opens(dump);
    try (HeapGraph salvaged = NativeHeap.open(dump, options)) {
      BrokenDumpTest.exercise(salvaged);
      if (whole && !salvaged.info().losses().any()) {
        try (HeapGraph plain = Graphs.open(dump)) {
          assertThat(Snapshot.of(salvaged)).isEqualTo(Snapshot.of(plain));
        }
      }
    } catch (HprofException e) {
      assertThat(whole).as("opens without salvage, with it: " + e.getMessage()).isFalse();
    }
  }

  private static boolean opens(Path dump) {
    try (HeapGraph graph = Graphs.open(dump)) {
      BrokenDumpTest.exercise(graph);
      return true;
    } catch (HeapException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      return false;
    }
  }
}
