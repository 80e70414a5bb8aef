package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntSetsTest {
  @Test
  void numbersEqualSequencesAlike() {
    IntSets sets = new IntSets();

    assertThat(sets.number(new int[] {3, 5}, 2)).isZero();
    assertThat(sets.number(new int[0], 0)).isEqualTo(1);
    assertThat(sets.number(new int[] {3, 5, 9}, 2)).isZero();
    assertThat(sets.number(new int[] {3, 5, 9}, 3)).isEqualTo(2);
    assertThat(sets.get(0)).containsExactly(3, 5);
    assertThat(sets.get(1)).isEmpty();
    assertThat(sets.size()).isEqualTo(3);
  }

  @Test
  void agreesWithAMapOfLists() {
    Random random = new Random(7);
    IntSets sets = new IntSets();
    IntSets.Cache one = new IntSets.Cache(sets);
    IntSets.Cache other = new IntSets.Cache(sets);
    Map<List<Integer>, Integer> oracle = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int[] values = random.ints(random.nextInt(4), 0, 30).sorted().distinct().toArray();
      int number = (i % 2 == 0 ? one : other).number(values, values.length);
      Integer known = oracle.putIfAbsent(Arrays.stream(values).boxed().toList(), number);

      assertThat(number).isEqualTo(known == null ? oracle.size() - 1 : known);
      assertThat(sets.get(number)).containsExactly(values);
    }
    assertThat(sets.size()).isEqualTo(oracle.size()).isGreaterThan(3000);
  }
}
