package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.GrowingProgram;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.JmxPort;
import heapsh.fixtures.ManualTimer;
import heapsh.live.DumpRoom;
import heapsh.live.HistogramSource;
import heapsh.live.JmxAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watches a JVM over JMX that ends, stays away, and is started anew. */
@Tag("engineless")
class WatchOverJmxTest {
  private final ManualTimer timer = new ManualTimer();
  private final List<String> said = new ArrayList<>();

  @Test
  void aWatchGoesOnWithTheJvmThatWasStartedAnew() throws IOException {
    JmxPort port = JmxPort.free();
    Watch watch;
    try (ChildJvm child = start(port)) {
      watch = watch(HistogramSource.of(JmxAddress.of(port.address())));
      timer.next(2);
      assertThat(child.isAlive()).isTrue();
      assertThat(watch.toString()).contains("2 looks");
    }
    timer.next(2);
    assertThat(watch.isRunning()).isTrue();
    assertThat(said.get(said.size() - 1)).contains(port.address());
    try (ChildJvm again = start(port)) {
      timer.next(2);
      assertThat(again.isAlive()).isTrue();
      assertThat(watch.toString()).contains("4 looks");
      assertThat(said).anyMatch(line -> line.endsWith("was started anew; going on."));
      watch.stop();
    }
    assertThat(watch.isRunning()).isFalse();
  }

  private Watch watch(HistogramSource source) {
    WatchDump noDump =
        new WatchDump(
            () -> {
              throw new HeapException("no dump is asked for");
            },
            DumpRoom::check,
            said::add);
    return Watch.start(source, noDump, Duration.ofSeconds(10), true, timer, said::add);
  }

  private static ChildJvm start(JmxPort port) {
    return ChildJvm.start(Jdks.running(), GrowingProgram.class, port.open());
  }
}
