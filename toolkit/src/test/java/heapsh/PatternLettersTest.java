package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks the letters of a pattern's rows. */
class PatternLettersTest {
  @Test
  void namesTheWayFromTheTop() {
    assertThat(PatternLetters.of(new int[] {})).isEqualTo("_");
    assertThat(PatternLetters.of(new int[] {0})).isEqualTo("a");
    assertThat(PatternLetters.of(new int[] {0, 0})).isEqualTo("aa");
    assertThat(PatternLetters.of(new int[] {0, 0, 0})).isEqualTo("a3");
    assertThat(PatternLetters.of(new int[] {0, 0, 0, 0, 1})).isEqualTo("a4b");
    assertThat(PatternLetters.of(new int[] {1, 25, 26, 51, 52})).isEqualTo("bzAZ{52}");
  }

  @Test
  void readsWhatItNames() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      int[] positions = random.ints(random.nextInt(9), 0, 1 + random.nextInt(80)).toArray();
      assertThat(PatternLetters.parse(PatternLetters.of(positions))).isEqualTo(positions);
    }
  }

  @Test
  void readsLongForms() {
    assertThat(PatternLetters.parse("aaa")).containsExactly(0, 0, 0);
    assertThat(PatternLetters.parse("a1b")).containsExactly(0, 1);
  }

  @Test
  void knowsWhatIsNoName() {
    for (String name : new String[] {"", "3", "a0", "-", "a_", "{", "{x}", "a99999999999", "{}"}) {
      assertThat(PatternLetters.parse(name)).as(name).isNull();
    }
  }
}
