package heapsh.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerPlacesTest {
  @Test
  void risingWishesAreGranted() {
    assertThat(LayerPlaces.isotonic(new double[] {1, 2, 5}, new double[] {1, 1, 1}))
        .containsExactly(1, 2, 5);
  }

  @Test
  void whatWouldPassAnotherIsPooledByWeight() {
    assertThat(LayerPlaces.isotonic(new double[] {4, 1, 9}, new double[] {1, 2, 1}))
        .containsExactly(2, 2, 9);
  }

  /** Moves single values up and down: no neighbour of a least-squares answer is better. */
  @Test
  void noOtherRisingValuesAreNearer() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      double[] wish = random.doubles(12, -10, 10).toArray();
      double[] weight = random.doubles(12, 0.1, 5).toArray();
      double[] fit = LayerPlaces.isotonic(wish, weight);
      assertThat(fit).isSorted();
      for (int tries = 0; tries < 200; tries++) {
        double[] other = fit.clone();
        other[random.nextInt(12)] += random.nextGaussian() / 10;
        Arrays.sort(other);
        assertThat(cost(fit, wish, weight)).isLessThanOrEqualTo(cost(other, wish, weight) + 1e-9);
      }
    }
  }

  private static double cost(double[] fit, double[] wish, double[] weight) {
    double sum = 0;
    for (int i = 0; i < fit.length; i++) {
      sum += weight[i] * (fit[i] - wish[i]) * (fit[i] - wish[i]);
    }
    return sum;
  }
}
