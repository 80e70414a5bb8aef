package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes and reads columns, across the parts in which they are mapped. */
class ColumnsTest {
  @TempDir Path directory;
  private Scratch scratch;

  @BeforeEach
  void open() {
    scratch = Scratch.in(directory);
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    scratch.close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void saysThatItIsClosedWhenAColumnIsFilledAfterThat() {
    Scratch.Room<IntColumn> room = scratch.room(10);
    scratch.close();
    assertThatThrownBy(() -> room.fill(0, 10))
        .isInstanceOf(HeapException.class)
        .hasMessage("this heap is closed; open it again");
  }

  @Test
  void keepsIntsOnBothSidesOfAPartsEnd() {
    long end = 1L << IntColumn.PART_SHIFT;
    IntColumn column = scratch.room(end + 10).column();
    column.set(end - 1, 7);
    column.set(end, 8);
    assertThat(column.get(end - 1)).isEqualTo(7);
    assertThat(column.get(end)).isEqualTo(8);
  }

  @Test
  void keepsLongsOnBothSidesOfAPartsEnd() {
    long end = 1L << LongColumn.PART_SHIFT;
    LongColumn column = scratch.roomForLongs(end + 10).column();
    column.set(end - 1, Long.MIN_VALUE);
    column.set(end, -1);
    assertThat(column.get(end - 1)).isEqualTo(Long.MIN_VALUE);
    assertThat(column.get(end)).isEqualTo(-1);
    assertThat(column.getAndOr(end + 1, 5)).isZero();
    assertThat(column.get(end + 1)).isEqualTo(5);
  }

  @Test
  void fillsAStretchOnBothSidesOfAPartsEnd() {
    long end = 1L << IntColumn.PART_SHIFT;
    Scratch.Room<IntColumn> room = scratch.room(end + 10);
    room.column().set(end - 3, 7);
    room.column().set(end + 3, 8);
    room.fill(end - 2, end + 3);
    room.column().set(end, 9);
    assertThat(room.column().get(end - 3)).isEqualTo(7);
    assertThat(room.column().get(end - 1)).isZero();
    assertThat(room.column().get(end)).isEqualTo(9);
    assertThat(room.column().get(end + 3)).isEqualTo(8);
  }

  @Test
  void columnsOfAnyLengthAreFilledWithZeros() {
    for (long length : new long[] {0, 1, 1023, 5000, 300_000}) {
      IntColumn column = scratch.zeroInts(length);
      for (long k = 0; k < length; k++) {
        assertThat(column.get(k)).isZero();
        column.set(k, -1);
      }
      IntColumn next = scratch.zeroInts(length);
      for (long k = 0; k < length; k += 7) {
        assertThat(next.get(k)).isZero();
        assertThat(column.get(k)).isEqualTo(-1);
      }
    }
  }

  @Test
  void clearsWhatWasGivenBack() {
    IntColumn column = scratch.ints(300_000);
    for (long k = 0; k < column.length(); k++) {
      column.set(k, -1);
    }
    scratch.release(column);
    IntColumn next = scratch.zeroInts(200_000);
    for (long k = 0; k < next.length(); k++) {
      assertThat(next.get(k)).isZero();
    }
    assertThat(next.extents()[0].position()).isEqualTo(column.extents()[0].position());
  }

  @Test
  void keepsOffsetsAboveFourGibi() {
    long large = (200L << 32) + 0xFFFF_FFFFL;
    OffsetColumn column = new OffsetColumn(scratch, 10, large);
    column.set(3, large);
    column.set(4, 5);
    assertThat(column.get(3)).isEqualTo(large);
    assertThat(column.get(4)).isEqualTo(5);
  }

  @Test
  void takesColumnsBackFromWorkThatFails() {
    IntColumn[] taken = new IntColumn[1];
    assertThatThrownBy(
            () ->
                scratch.attempt(
                    () -> {
                      taken[0] = scratch.ints(5000);
                      throw new HeapException("stopped");
                    }))
        .hasMessage("stopped");
    Extent[] given = taken[0].extents();
    IntColumn kept = scratch.attempt(() -> scratch.ints(5000));
    assertThat(kept.extents()[0].position()).isEqualTo(given[0].position());
    assertThat(scratch.ints(5000).extents()[0].position()).isNotEqualTo(given[0].position());
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoRoom() {
    assertThatThrownBy(() -> scratch.require(Long.MAX_VALUE))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("not enough room in " + directory)
        .hasMessageContaining("Options.scratchDirectory(dir)");
  }

  @Test
  void saysThatTheDirectoryCannotBeWritten() {
    assertThatThrownBy(() -> Scratch.in(directory.resolve("nowhere")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("cannot write scratch files into")
        .hasMessageContaining("nowhere");
  }
}
