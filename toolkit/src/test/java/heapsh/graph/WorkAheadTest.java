package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Makes chunks ahead of the thread that takes them: each once, in order, and all threads end. */
class WorkAheadTest {
  private final long[] slots = new long[WorkAhead.slots()];

  @Test
  void givesEveryChunkOnceAndInOrder() {
    AtomicInteger made = new AtomicInteger();
    WorkAhead.Maker maker =
        (chunk, slot) -> {
          made.incrementAndGet();
          slots[slot] = chunk * chunk;
        };
    try (WorkAhead ahead = new WorkAhead(() -> maker)) {
      for (long chunk = 0; chunk < 1000; chunk++) {
        ahead.open(Math.min(1000, chunk + 1 + chunk % 50));
        assertThat(slots[ahead.next()]).isEqualTo(chunk * chunk);
      }
    }
    assertThat(made).hasValue(1000);
    assertThat(helpers()).isZero();
  }

  @Test
  void keepsTheChunkTakenLastUntilTheNextIsAskedFor() {
    try (WorkAhead ahead = new WorkAhead(() -> (chunk, slot) -> slots[slot] = chunk)) {
      ahead.open(10_000);
      for (long chunk = 0; chunk < 10_000; chunk++) {
        int slot = ahead.next();
        Thread.yield(); // lets makers go as far ahead as they may
        assertThat(slots[slot]).isEqualTo(chunk);
      }
    }
  }

  @Test
  void passesOnWhatAMakerThrows() {
    try (WorkAhead ahead =
        new WorkAhead(
            () ->
                (chunk, slot) -> {
                  if (chunk == 20) {
                    throw new IllegalStateException("chunk 20");
                  }
                })) {
      ahead.open(100);
      assertThatThrownBy(
              () -> {
                for (int chunk = 0; chunk < 100; chunk++) {
                  ahead.next();
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("chunk 20");
    }
    assertThat(helpers()).isZero();
  }

  @Test
  void stopsWhenTheTakerIsInterruptedWhileItWaits() {
    try (WorkAhead ahead = new WorkAhead(() -> (chunk, slot) -> {})) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::next).isInstanceOf(HeapException.class).hasMessage("stopped");
    }
    assertThat(helpers()).isZero();
    assertThat(Thread.interrupted()).isFalse();
  }

  private static long helpers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("heapsh-ahead"))
        .count();
  }
}
