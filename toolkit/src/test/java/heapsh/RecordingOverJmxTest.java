package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.JmxPort;
import heapsh.fixtures.PacedLeak;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets Flight Recorder of a JVM that is reached over JMX sample what stays and what is made. */
@Tag("engineless")
class RecordingOverJmxTest {
  private static final int FEWEST_BURSTS = 20;
  private static final int MOST_BURSTS = 80;

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void tellsWhatStaysAndWhoMakesIt(Jdks.Jdk jdk) throws IOException {
    JmxPort port = JmxPort.free();
    try (ChildJvm child = start(jdk, port);
        Heap hp = Heap.jmx(Jmx.at(port.address()))) {
      hp.record();
      // Both are sampled: more bursts until one of these is among the samples.
      for (int i = 0; i < MOST_BURSTS && (i < FEWEST_BURSTS || !hasArrays(hp)); i++) {
        child.ask('\n');
      }

      assertThat(hp.leakCandidates().rows())
          .anySatisfy(
              row -> {
                assertThat(row.className()).isEqualTo("long[]");
                assertThat(String.join(" ", row.path())).contains("PacedLeak$Registry.KEPT");
              });
      assertThat(hp.byProd().rows())
          .anySatisfy(row -> assertThat(row.className()).isEqualTo("long[]"));
      hp.stopRecording();
    }
  }

  private static boolean hasArrays(Heap hp) {
    return hp.byProd().rows().stream().anyMatch(row -> row.className().equals("long[]"))
        && hp.leakCandidates().rows().stream().anyMatch(row -> row.className().equals("long[]"));
  }

  private static ChildJvm start(Jdks.Jdk jdk, JmxPort port) {
    return ChildJvm.start(jdk, PacedLeak.class, port.open("-Xmx256m"));
  }
}
