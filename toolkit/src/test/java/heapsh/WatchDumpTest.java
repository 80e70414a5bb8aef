package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engineless")
class WatchDumpTest extends ScriptedWatch {
  private int dumps;

  /** The dump that is taken; null when taking one fails. */
  private Heap dumped;

  @AfterEach
  void close() {
    if (dumped != null) {
      dumped.close();
    }
  }

  @Override
  Heap takeDump() {
    dumps++;
    return dumped == null ? super.takeDump() : dumped;
  }

  @Test
  void takesOneDumpWhenTheRuleHolds(@TempDir Path directory) throws IOException {
    dumped = Heaps.of(directory, d -> d.root(d.bytes((byte) 1)));
    jvm.has("com.acme.Foo", i -> i * MIB);
    Watch watch = watch();
    timer.next(3);
    watch.dumpWhen(Rule.bytes("com.acme.Foo").above("4 MB"));
    timer.next(2);

    assertThat(dumps).isZero();
    assertThatThrownBy(watch::heap)
        .isInstanceOf(HeapException.class)
        .hasMessage("no dump: the rule does not hold yet: bytes of com.acme.Foo above 4.0 MiB");
    assertThat(watch.toString()).endsWith("\nDump when: bytes of com.acme.Foo above 4.0 MiB");
    timer.next(5);
    assertThat(dumps).isEqualTo(1);
    assertThat(watch.heap()).isSameAs(dumped);
    assertThat(said)
        .contains("The rule holds: bytes of com.acme.Foo above 4.0 MiB. Taking a dump.")
        .contains("The dump is open: watch.heap() is its heap.");
  }

  @Test
  void aFailedDumpIsNotTriedAgainByItself() {
    jvm.has("A", i -> i * MIB);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.totalBytes().above("1 MB"));
    timer.next(5);

    assertThat(dumps).isEqualTo(1);
    assertThat(said).contains("No dump: this JVM has no dump. Call dumpWhen(...) to try again.");
    assertThatThrownBy(watch::heap).hasMessage("no dump: the dump failed: this JVM has no dump");
    assertThat(watch.isRunning()).isTrue();
  }

  @Test
  void tooLittleRoomNowIsToldAtOnce() {
    jvm.has("A", i -> 1L << 61);
    Watch watch = watch();
    timer.next();

    assertThatThrownBy(() -> watch.dumpWhen(Rule.totalBytes().above("1 MB")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining(" MiB free and the dump may need ");
  }

  @Test
  void tooLittleRoomLaterKeepsTheRule() {
    jvm.has("A", i -> i == 0 || i > 3 ? 100 : 1L << 61);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.count("A").above(0));
    timer.next(2);

    assertThat(dumps).isZero();
    assertThat(said).filteredOn(line -> line.endsWith("Waiting for room.")).hasSize(1);
    assertThat(watch.toString()).endsWith(" (waits for room)");
    timer.next(2);
    assertThat(dumps).isEqualTo(1);
  }

  @Test
  void aClassThatWasNotSeenIsSaidWithNearOnes() {
    jvm.has("com.acme.Foo", i -> MIB);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.bytes("com.acme.Fo").above(1));

    assertThat(said.get(said.size() - 1))
        .startsWith(
            "Waiting for: bytes of com.acme.Fo above 1 B. No object of it was seen yet; did");
  }

  @Test
  void slopesHoldOnceThereAreEnoughLooks() {
    jvm.has("A", i -> i * MIB);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.slope("A").above("100 MB").and(Rule.totalSlope().above("100 MB")));
    timer.next(6);
    assertThat(dumps).isZero();
    timer.next();
    assertThat(dumps).isEqualTo(1);
  }
}
