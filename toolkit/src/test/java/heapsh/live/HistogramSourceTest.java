package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.GrowingProgram;
import heapsh.fixtures.Jdks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramSourceTest {
  private static final String LEAKED = GrowingProgram.Leaked.class.getName();
  private static final String DROPPED = GrowingProgram.Dropped.class.getName();

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void countsExactlyWhatAnotherJvmKeeps(Jdks.Jdk jdk) {
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class);
        HistogramSource source = HistogramSource.of(child.pid())) {
      for (int step = 1; step <= 3; step++) {
        child.ask('l');
        ClassCount leaked = source.take(true).of(LEAKED);
        assertThat(leaked.count()).isEqualTo((long) step * GrowingProgram.STEP);
        assertThat(leaked.bytes() % leaked.count()).isZero();
      }
      child.ask('f');
      assertThat(source.take(true).of(LEAKED).count()).isEqualTo(2L * GrowingProgram.STEP);
      assertThat(source.describe())
          .isEqualTo("JVM " + child.pid() + " (" + GrowingProgram.class.getName() + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void garbageCountsWhenAskedFor(Jdks.Jdk jdk) {
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class, "-Xmn20m");
        HistogramSource source = HistogramSource.of(child.pid())) {
      source.take(true);
      child.ask('g');
      assertThat(source.take(false).of(DROPPED).count()).isEqualTo(GrowingProgram.STEP);
      assertThat(source.take(true).of(DROPPED).count()).isZero();
      assertThat(source.take(true).liveOnly()).isTrue();
      assertThat(source.take(false).liveOnly()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void looksLeaveNothingInTheOtherJvm(Jdks.Jdk jdk) {
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class);
        HistogramSource source = HistogramSource.of(child.pid())) {
      source.take(true); // the attach listener itself starts once
      ClassHistogram before = source.take(true);
      for (int i = 0; i < 5; i++) {
        source.take(true);
      }
      ClassHistogram after = source.take(true);

      assertThat(after.rows()).isEqualTo(before.rows());
      assertThat(after.rows())
          .extracting(ClassCount::className)
          .noneMatch(name -> name.startsWith("javax.management") || name.startsWith("sun.rmi"));
    }
  }

  @Test
  void countsThisJvm() {
    List<Object> kept = List.of(new Mine(), new Mine(), new Mine());
    try (HistogramSource source = HistogramSource.of(ProcessHandle.current().pid())) {
      assertThat(source.take(true).of(Mine.class.getName()).count()).isEqualTo(kept.size());
      assertThat(source.describe()).startsWith("this JVM (");
    }
  }

  @Test
  void aJvmThatEndedIsTold() {
    HistogramSource source;
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class)) {
      source = HistogramSource.of(child.pid());
      source.take(true);
    }
    assertThatThrownBy(() -> source.take(true))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining(" has ended");
  }

  @Test
  void whatIsNoProcessIsTold() {
    assertThatThrownBy(() -> HistogramSource.of(Integer.MAX_VALUE))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no process 2147483647; ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anInterruptEndsTheWait() throws Exception {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class)) {
      HistogramSource source = HistogramSource.of(child.pid());
      new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
      try {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> source.take(true))
            .isInstanceOf(HeapException.class)
            .hasMessage("stopped");
      } finally {
        Thread.interrupted();
        new ProcessBuilder("kill", "-CONT", Long.toString(child.pid())).start().waitFor();
      }
      assertThat(source.take(true).totalCount()).isPositive();
    }
  }

  @Test
  void aRefusalIsToldWithItsReason() {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class)) {
      Commands commands = Commands.to(Target.of(child.pid()));

      assertThatThrownBy(() -> commands.run("GC.nothing"))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining(" refused GC.nothing: ")
          .hasMessageContaining("Unknown diagnostic command");
    }
  }

  private static final class Mine {}
}
