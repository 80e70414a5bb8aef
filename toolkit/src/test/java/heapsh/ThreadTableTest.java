package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.ThreadsProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the threads of a program whose stacks and locals are known, on each JDK there is. */
class ThreadTableTest {
  @TempDir static Path directory;
  private static final Map<Jdks.Jdk, Heap> HEAPS = new HashMap<>();

  @BeforeAll
  static void dump() {
    for (Jdks.Jdk jdk : jdks().toList()) {
      Path path = directory.resolve("threads" + jdk.feature() + ".hprof");
      try (ChildJvm child = ChildJvm.start(jdk, ThreadsProgram.class, "-Ddump=" + path)) {
        assertThat(child.firstLine()).isEqualTo("ready");
      }
      Options options = Options.defaults().scratchDirectory(directory);
      HEAPS.put(jdk, Heap.open(path, options));
    }
  }

  @AfterAll
  static void close() {
    HEAPS.values().forEach(Heap::close);
  }

  static Stream<Jdks.Jdk> jdks() {
    return Jdks.all();
  }

  private static HeapThread.Frame frame(HeapThread thread, String method) {
    return thread.frames().stream()
        .filter(frame -> frame.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " in " + thread.text()));
  }

  private static List<String> classes(HeapThread.Frame frame) {
    return frame.locals().stream().map(HeapObject::className).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void showsStacksWithLocals(Jdks.Jdk jdk) {
    HeapThread holder = HEAPS.get(jdk).threads().named("holder");
    HeapThread.Frame frame = frame(holder, "ThreadsProgram.hold()");
    assertThat(frame.source()).matches("ThreadsProgram\\.java:\\d+");
    assertThat(classes(frame))
        .contains(
            ThreadsProgram.class.getName() + "$Own", ThreadsProgram.class.getName() + "$Known");
    List<String> methods = holder.frames().stream().map(HeapThread.Frame::method).toList();
    assertThat(methods)
        .containsSubsequence(
            "LockSupport.park()", "ThreadsProgram.await()", "ThreadsProgram.hold()");
    assertThat(holder.state()).isEqualTo("WAITING");
    assertThat(holder.locals().count()).isGreaterThanOrEqualTo(2);
    assertThat(holder.isVirtual()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void retainedIsWhatNothingElseHolds(Jdks.Jdk jdk) {
    ThreadTable threads = HEAPS.get(jdk).threads();
    assertThat(threads.get(0).name()).isEqualTo("holder");
    assertThat(threads.named("holder").retainedSize())
        .isBetween((long) ThreadsProgram.BYTES, 2L * ThreadsProgram.BYTES - 1);
    assertThat(threads.named("sharer").retainedSize()).isLessThan(ThreadsProgram.BYTES);
    assertThat(threads.named("main").retainedSize()).isLessThan(ThreadsProgram.BYTES);
    assertThat(classes(frame(threads.named("sharer"), "ThreadsProgram.share()")))
        .contains(ThreadsProgram.class.getName() + "$Shared");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void listsVirtualThreads(Jdks.Jdk jdk) {
    ThreadTable threads = HEAPS.get(jdk).threads();
    List<String> virtual = new ArrayList<>();
    for (HeapThread thread : threads) {
      if (thread.isVirtual()) {
        virtual.add(thread.name());
      }
    }
    if (jdk.feature() < 21) {
      assertThat(virtual).isEmpty();
      return;
    }
    assertThat(virtual).contains("light");
    HeapThread light = threads.named("light");
    assertThat(light.state()).isEqualTo("WAITING");
    if (jdk.feature() >= 22) { // older dumps have no stacks of virtual threads
      frame(light, "ThreadsProgram.await()");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anIndexKeepsTheStacks(Jdks.Jdk jdk) throws Exception {
    Path dump = directory.resolve("threads" + jdk.feature() + ".hprof");
    Path indexes = Files.createDirectories(directory.resolve("indexes" + jdk.feature()));
    String first = holderOf(dump, indexes);
    assertThat(indexes).isNotEmptyDirectory();
    assertThat(holderOf(dump, indexes)).isEqualTo(first);
    assertThat(first).isEqualTo(HEAPS.get(jdk).threads().named("holder").text());
  }

  private static String holderOf(Path dump, Path indexes) {
    Options options = Options.defaults().scratchDirectory(directory).indexDirectory(indexes);
    try (Heap heap = Heap.open(dump, options)) {
      return heap.threads().named("holder").text();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void printsWithinTheLimits(Jdks.Jdk jdk) {
    ThreadTable threads = HEAPS.get(jdk).threads();
    List<String> texts = new ArrayList<>(List.of(threads.toString()));
    threads.forEach(thread -> texts.add(thread.toString()));
    for (String text : texts) {
      assertThat(text.length()).as(text).isLessThanOrEqualTo(1000);
      assertThat(text.lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }
    assertThat(threads.all().text()).contains("\"holder\"", "\"main\"");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void saysWhatIsMissing(Jdks.Jdk jdk) {
    ThreadTable threads = HEAPS.get(jdk).threads();
    assertThatThrownBy(() -> threads.get(10_000))
        .isInstanceOf(HeapException.class)
        .hasMessage("no row 10000: there are " + threads.rowCount() + " threads");
    assertThatThrownBy(() -> threads.named("holdr"))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("holder");
  }
}
