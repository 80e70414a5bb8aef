package heapsh;

import heapsh.fixtures.ManualTimer;
import heapsh.fixtures.ScriptedJvm;
import heapsh.live.DumpRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Watches a scripted JVM by a clock that stands still, and keeps what the watch says. */
abstract class ScriptedWatch {
  static final long MIB = 1 << 20;

  final ManualTimer timer = new ManualTimer();
  final ScriptedJvm jvm = new ScriptedJvm(timer);
  final List<String> said = new ArrayList<>();
  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void useOneTimeZone() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterEach
  void restoreTimeZone() {
    TimeZone.setDefault(zone);
  }

  /** Takes the dump that a rule asks for; there is none unless a test has one. */
  Heap takeDump() {
    throw new HeapException("this JVM has no dump");
  }

  final Watch watch() {
    return watch(Duration.ofSeconds(10));
  }

  final Watch watch(Duration every) {
    WatchDump dump = new WatchDump(this::takeDump, DumpRoom::check, said::add);
    return Watch.start(jvm, dump, every, true, timer, said::add);
  }
}
