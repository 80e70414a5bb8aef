package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonAncestorsTest {
  private static final int SIZE = 3000;
  private static final int QUESTIONS = 2000;

  @TempDir Path directory;

  @Test
  void agreesWithWalkingUpOnTreesOfEveryShape() {
    try (Scratch scratch = Scratch.in(directory)) {
      for (int seed = 0; seed < 40; seed++) {
        Random random = new Random(seed);
        check(tree(random, 1 + random.nextInt(SIZE), scratch), random, scratch, "seed " + seed);
      }
    }
  }

  @Test
  void takesFewStepsOnALongListHoweverOftenItIsAsked() {
    int size = 1_000_000;
    try (Scratch scratch = Scratch.in(directory)) {
      IntColumn holders = scratch.ints(size);
      for (int k = 0; k < size; k++) {
        holders.set(k, k - 1);
      }
      CommonAncestors ancestors = new CommonAncestors(holders, size, scratch);
      for (int k = 0; k < size; k++) {
        assertThat(ancestors.of(k, size - 1 - k)).isEqualTo(Math.min(k, size - 1 - k));
      }
    }
  }

  /** Makes a tree; the nearer parents are, the deeper it is. */
  private static IntColumn tree(Random random, int size, Scratch scratch) {
    IntColumn holders = scratch.ints(SIZE);
    int near = 1 + random.nextInt(random.nextBoolean() ? 3 : SIZE);
    holders.set(0, -1);
    for (int k = 1; k < size; k++) {
      holders.set(k, k - 1 - random.nextInt(Math.min(k, near)));
    }
    for (int k = size; k < SIZE; k++) {
      holders.set(k, 0);
    }
    return holders;
  }

  private static void check(IntColumn holders, Random random, Scratch scratch, String what) {
    CommonAncestors ancestors = new CommonAncestors(holders, SIZE, scratch);
    for (int i = 0; i < QUESTIONS; i++) {
      int a = random.nextInt(SIZE);
      int b = random.nextInt(SIZE);
      int x = a;
      int y = b;
      while (x != y) {
        if (x > y) {
          x = holders.get(x);
        } else {
          y = holders.get(y);
        }
      }
      assertThat(ancestors.of(a, b)).as("%s, of %d and %d", what, a, b).isEqualTo(x);
    }
    ancestors.release();
  }
}
