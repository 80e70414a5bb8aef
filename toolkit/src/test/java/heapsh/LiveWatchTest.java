package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.ManualTimer;
import heapsh.fixtures.PacedLeak;
import heapsh.live.OldObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches and records real JVMs that leak at the pace of the test. */
@Tag("engineless")
class LiveWatchTest {
  private static final String ITEM = "heapsh.fixtures.PacedLeak$Item";
  private final List<String> said = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void findsTheLeakOfARealJvmDumpsItAndSeesItsEnd(Jdks.Jdk jdk) {
    ManualTimer timer = new ManualTimer();
    try (ChildJvm child = ChildJvm.start(jdk, PacedLeak.class, "-Xmx256m")) {
      LiveTarget target = LiveTarget.attach(child.pid(), Options.defaults());
      Watch watch = target.watch(Duration.ofMinutes(1), timer, said::add);
      watch.dumpWhen(Rule.count(ITEM).above(13_000));
      for (int look = 0; look < 10; look++) {
        child.ask('\n');
        timer.next();
      }

      assertThat(watch.suspects().rows())
          .filteredOn(row -> row.className().equals(ITEM))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.steadiness()).isEqualTo(1);
                assertThat(row.hoursUntilFull()).isPositive();
              });
      assertThat(watch.suspects().rows().get(0).className()).isIn(ITEM, "long[]");
      assertThat(watch.suspects().toString()).contains("of at most 256.0 MiB");
      try (Heap hp = watch.heap()) {
        assertThat(hp.instancesOf(ITEM).count()).isEqualTo(14_000);
      }
      child.kill();
      timer.next();
      assertThat(said.get(said.size() - 1)).contains(" has ended. The watch keeps its 10 looks");
      goesOnWithTheNextRun(watch, jdk, timer);
    }
  }

  private void goesOnWithTheNextRun(Watch watch, Jdks.Jdk jdk, ManualTimer timer) {
    try (ChildJvm again = ChildJvm.start(jdk, PacedLeak.class, "-Xmx256m")) {
      timer.next();
      assertThat(said)
          .anyMatch(
              line ->
                  line.endsWith(
                      again.pid() + " (heapsh.fixtures.PacedLeak) was started anew; going on."));
      assertThat(watch.toString()).contains("JVM " + again.pid());
      watch.dumpWhen(Rule.count(ITEM).above(500));
      again.ask('\n');
      timer.next();
      try (Heap hp = watch.heap()) {
        assertThat(hp.instancesOf(ITEM).count()).isEqualTo(2_000);
      }
      again.kill();
      timer.next(11);
      assertThat(watch.isRunning()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void flightRecorderTellsWhatStaysWhoHoldsItAndWhoMakesIt(Jdks.Jdk jdk) {
    try (ChildJvm child = ChildJvm.start(jdk, PacedLeak.class, "-Xmx256m");
        Heap hp = Heap.attach(child.pid())) {
      assertThatThrownBy(hp::leakCandidates)
          .isInstanceOf(HeapException.class)
          .hasMessage(
              "no recording runs in JVM "
                  + child.pid()
                  + "; record() starts one: ask again when it has worked a while");
      assertThatThrownBy(hp::stopRecording).hasMessageStartingWith("no recording of heapsh runs");
      hp.record();
      assertThatThrownBy(hp::record).hasMessageContaining("already; stopRecording() ends it");
      for (int i = 0; i < 30; i++) {
        child.ask('\n');
      }

      LeakCandidates candidates = hp.leakCandidates();
      OldObject leak =
          candidates.rows().stream()
              .filter(row -> row.className().equals("long[]"))
              .findFirst()
              .orElseThrow();
      assertThat(String.join(" ", leak.path()))
          .contains("PacedLeak$Registry.KEPT java.util.ArrayList.elementData")
          .endsWith(ITEM + ".content");
      assertThat(leak.stack().get(0)).startsWith(ITEM + ".makeContent:");
      assertThat(candidates.toString().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      // Allocations are sampled, a few of a burst: more bursts until one of these is among them.
      for (int i = 0; i < 60 && !isMadeByItems(hp.byProd()); i++) {
        child.ask('\n');
      }
      assertThat(isMadeByItems(hp.byProd())).as(hp.byProd().toString()).isTrue();
      assertThat(hp.byProd().toString().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      hp.stopRecording();
      assertThatThrownBy(hp::byProd).hasMessageStartingWith("no recording runs in JVM ");
    }
  }

  private static boolean isMadeByItems(AllocationSites sites) {
    return sites.rows().stream()
        .anyMatch(
            row ->
                row.className().equals("long[]")
                    && row.bytes() > 1 << 20
                    && row.stack().get(0).startsWith(ITEM + ".makeContent:"));
  }

  @Test
  void thisJvmRecordsItself() {
    try (Heap hp = Heap.attach(ProcessHandle.current().pid())) {
      assertThatThrownBy(hp::byProd).hasMessageStartingWith("no recording runs in this JVM; ");
      hp.record();
      List<Object> kept = new ArrayList<>();
      for (int i = 0; i < 30_000; i++) {
        kept.add(new long[128]);
      }

      assertThat(hp.byProd().rows())
          .anySatisfy(row -> assertThat(row.className()).isEqualTo("long[]"));
      assertThat(hp.leakCandidates().rows())
          .anySatisfy(row -> assertThat(row.className()).isEqualTo("long[]"));
      hp.stopRecording();
      assertThat(kept).hasSize(30_000);
    }
  }

  @Test
  void aFileThatIsNoRecordingIsTold(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("x.jfr"), "not a recording");

    assertThatThrownBy(() -> Recording.open(file))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith(file + " is no whole recording of Flight Recorder (");
    assertThatThrownBy(() -> Recording.open(directory.resolve("y.jfr")))
        .isInstanceOf(HeapException.class)
        .hasMessage("no file " + directory.resolve("y.jfr"));
  }

  @Test
  void aDumpHasNoRecording(@TempDir Path directory) {
    try (Heap hp = Heaps.of(directory, d -> d.root(d.bytes((byte) 1)))) {
      assertThatThrownBy(() -> hp.heap().byProd())
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("byProd() needs a running JVM, and test.hprof is a dump");
    }
  }
}
