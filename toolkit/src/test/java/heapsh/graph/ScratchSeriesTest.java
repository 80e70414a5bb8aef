package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets scratch files follow one another. */
class ScratchSeriesTest {
  @TempDir Path directory;

  @Test
  void givesTheNextWhatTheOneBeforeHad() {
    try (ScratchSeries series = new ScratchSeries()) {
      Scratch first = series.next(directory);
      IntColumn column = first.ints(100_000);
      column.set(5, 7);
      first.close();
      Scratch second = series.next(directory);
      IntColumn again = second.zeroInts(100_000);

      assertThat(again.extents()[0].position()).isEqualTo(column.extents()[0].position());
      assertThat(again.get(5)).isZero();
      first.release(column);
      assertThat(second.ints(100_000).extents()[0].position())
          .isNotEqualTo(again.extents()[0].position());
      second.close();
    }
  }

  @Test
  void theLastOneClosesTheFile() {
    Scratch first;
    try (ScratchSeries series = new ScratchSeries()) {
      first = series.next(directory);
    }
    assertThat(first.ints(10).length()).isEqualTo(10);
    first.close();
    assertIsClosed(first);
  }

  @Test
  void closesTheFileOfOneThatFailed() {
    Scratch failed;
    try (ScratchSeries series = new ScratchSeries()) {
      failed = series.next(directory);
      failed.close();
    }
    assertIsClosed(failed);
  }

  @Test
  void givesAnotherFileWhileOneIsOpen() {
    try (ScratchSeries series = new ScratchSeries()) {
      Scratch first = series.next(directory);
      Scratch second = series.next(directory);
      first.close();
      assertIsClosed(first);
      assertThat(second.ints(10).length()).isEqualTo(10);
      second.close();
    }
  }

  private static void assertIsClosed(Scratch scratch) {
    assertThatThrownBy(() -> scratch.room(10))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("closed");
  }
}
