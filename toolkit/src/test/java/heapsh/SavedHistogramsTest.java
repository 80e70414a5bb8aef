package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedHistogramsTest {
  @TempDir Path directory;

  @Test
  void tellsTheGrowthFromOneFileToAnother() throws IOException {
    SavedHistograms files = SavedHistograms.of(file("a.txt", "", 5, 80), file("b.txt", "", 7, 112));

    assertThat(files.growth().rows()).containsExactly(new GrowthRow("a.B[]", 7, 2, 112, 32));
    assertThat(files.growth().text())
        .startsWith("Growth of 2 saved histograms, ")
        .doesNotContain("Of two JVMs");
    assertThat(files.summary().get(0)).isEqualTo(new StatRow("a.B[]", 7, 112));
  }

  @Test
  void filesOfTwoJvmsAreTold() throws IOException {
    Growth growth =
        SavedHistograms.of(file("a.txt", "4711:\n", 5, 80), file("b.txt", "4712:\n", 7, 112))
            .growth();

    assertThat(growth.text()).contains("\nOf two JVMs: a.txt is of process 4711, b.txt of 4712.\n");
  }

  @Test
  void oneFileHasNoGrowth() throws IOException {
    SavedHistograms one = SavedHistograms.of(file("a.txt", "", 5, 80));

    assertThatThrownBy(one::growth)
        .isInstanceOf(HeapException.class)
        .hasMessageEndingWith("an earlier and a later one; there is one");
  }

  private Path file(String name, String start, int count, int bytes) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        start
            + " num     #instances         #bytes  class name\n-----\n   1:  "
            + count
            + "  "
            + bytes
            + "  [La.B;\nTotal  "
            + count
            + "  "
            + bytes
            + "\n");
  }
}
