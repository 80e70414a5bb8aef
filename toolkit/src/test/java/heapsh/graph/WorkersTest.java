package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shares work among threads: all of it is done, once, and all threads end. */
class WorkersTest {
  @Test
  void doesEverythingOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(10_007);
    Workers.forRange(
        10_007,
        100,
        () ->
            (from, to) -> {
              for (int i = (int) from; i < to; i++) {
                done.incrementAndGet(i);
              }
            });
    for (int i = 0; i < done.length(); i++) {
      assertThat(done.get(i)).isOne();
    }
    Workers.forRange(0, 100, () -> (from, to) -> done.set(0, 5));
    assertThat(done.get(0)).isOne();
  }

  @Test
  @Timeout(60)
  void tellsForHowLongNothingIsDone() {
    AtomicLong idle = new AtomicLong();
    Workers.forRange(10, 1, () -> (from, to) -> idle.addAndGet(Workers.idleNanos()));
    try (WorkAhead ahead = new WorkAhead(() -> (chunk, slot) -> {})) {
      ahead.open(1);
      ahead.next();
      idle.addAndGet(Workers.idleNanos());
    }
    assertThat(idle.get()).isZero();
    while (Workers.idleNanos() == 0) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> Workers.forRange(1, 1, () -> (from, to) -> fail()))
        .isInstanceOf(HeapException.class);
    while (Workers.idleNanos() == 0) {
      Thread.onSpinWait();
    }
  }

  private static void fail() {
    throw new HeapException("on purpose");
  }

  @Test
  void stopsAllThreadsWhenTheCallerIsInterrupted() {
    AtomicLong chunks = new AtomicLong();
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> Workers.forRange(1_000_000, 1, () -> (from, to) -> chunks.incrementAndGet()))
        .isInstanceOf(HeapException.class)
        .hasMessage("stopped");
    assertThat(Thread.interrupted()).isFalse();
    long after = chunks.get();
    assertThat(after).isLessThan(1_000_000);
    assertThat(workerThreads()).isZero();
  }

  @Test
  void passesOnWhatAnyThreadThrows() {
    assertThatThrownBy(
            () ->
                Workers.forRange(
                    1_000,
                    1,
                    () ->
                        (from, to) -> {
                          if (from == 500) {
                            throw new IllegalStateException("chunk 500");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("chunk 500");
    assertThat(workerThreads()).isZero();
  }

  private static long workerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("heapsh-worker"))
        .filter(Thread::isAlive)
        .count();
  }
}
