package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes extents of the scratch file and gives them back. */
class ExtentsTest {
  private static final int MIB = 1 << 20;

  @TempDir Path directory;
  @AutoClose private ScratchFile file;
  private Extents extents;

  @BeforeEach
  void open() {
    file = ScratchFile.in(directory);
    extents = new Extents(file);
  }

  @Test
  void givesTheSmallestThatIsLargeEnough() {
    Extent large = extents.take(30 * MIB);
    extents.take(MIB);
    Extent small = extents.take(20 * MIB);
    extents.take(MIB);
    extents.giveBack(large);
    extents.giveBack(small);

    assertThat(extents.take(19 * MIB).position()).isEqualTo(small.position());
    assertThat(extents.take(25 * MIB).position()).isEqualTo(large.position());
    assertThat(extents.take(5 * MIB).position()).isEqualTo(large.position() + 25 * MIB);
    assertThat(file.end()).isEqualTo(64 * MIB);
  }

  @Test
  void tellsWhatIsNew() {
    Extent first = extents.take(5000);
    assertThat(first.used()).isFalse();
    extents.giveBack(first);
    assertThat(extents.take(100).used()).isTrue();
    assertThat(extents.takeNew(100).used()).isFalse();
  }

  @Test
  void joinsNeighboursOfOneBlockOnly() {
    Extent all = extents.take(64 * MIB);
    Extent other = extents.take(128 * MIB);
    extents.giveBack(all);
    Extent a = extents.take(24 * MIB);
    Extent b = extents.take(24 * MIB);
    Extent c = extents.take(16 * MIB);
    for (Extent extent : List.of(a, c, b, other)) {
      extents.giveBack(extent);
    }

    assertThat(extents.take(64 * MIB).position()).isZero();
    assertThat(extents.take(128 * MIB).position()).isEqualTo(64 * MIB);
    assertThat(file.end()).isEqualTo(192 * MIB);
    extents.giveBackAll();
    assertThat(extents.take(192 * MIB).position()).isEqualTo(192 * MIB);
  }

  @Test
  void refusesWhatIsNotInUse() {
    Extent extent = extents.take(5000);
    extents.giveBack(extent);
    assertThatThrownBy(() -> extents.giveBack(extent)).isInstanceOf(IllegalStateException.class);
  }

  /** What is taken is written all over; nobody else may see that. */
  @Test
  void extentsInUseNeverOverlap() {
    Random random = new Random(1);
    List<Extent> inUse = new ArrayList<>();
    List<Integer> marks = new ArrayList<>();
    for (int round = 0; round < 3000; round++) {
      if (inUse.size() < 20 || random.nextBoolean()) {
        Extent extent = extents.take(1 + random.nextInt(1 << 4 + random.nextInt(17)));
        write(extent, round);
        inUse.add(extent);
        marks.add(round);
      } else {
        int k = random.nextInt(inUse.size());
        assertThat(read(inUse.get(k), marks.remove(k))).isTrue();
        extents.giveBack(inUse.remove(k));
      }
    }
    for (int k = 0; k < inUse.size(); k++) {
      assertThat(read(inUse.get(k), marks.get(k))).isTrue();
    }
  }

  private static void write(Extent extent, int mark) {
    for (int at = 0; at < extent.bytes(); at += 512) {
      extent.memory().putInt(at, mark);
    }
  }

  private static boolean read(Extent extent, int mark) {
    for (int at = 0; at < extent.bytes(); at += 512) {
      if (extent.memory().getInt(at) != mark) {
        return false;
      }
    }
    return true;
  }
}
