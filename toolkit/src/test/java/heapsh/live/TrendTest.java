package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendTest {
  private static final int LOOKS = 400;
  private static final double MIB = 1 << 20;

  @Test
  void aSteadyLeakHasItsSlope() {
    Trend trend = trend(LOOKS, i -> 50 * MIB + i * MIB / 10); // every 10 s: 36 MiB an hour

    assertThat(trend.slopePerHour()).isCloseTo(36 * MIB, within(1e-6 * MIB));
    assertThat(trend.tau()).isEqualTo(1);
    assertThat(trend.pValue()).isLessThan(1e-6);
    assertThat(trend.isSteady()).isTrue();
  }

  @Test
  void aLeakUnderTheTeethOfCollectionsHasItsSlope() {
    Trend trend = trend(LOOKS, i -> i * MIB / 10 + (i % 17) * 5 * MIB);

    assertThat(trend.slopePerHour()).isCloseTo(36 * MIB, within(2 * MIB));
    assertThat(trend.pValue()).isLessThan(1e-5);
    assertThat(trend.isSteady()).isTrue();
  }

  @Test
  void aLeakUnderNoiseIsFound() {
    Random random = new Random(1);
    Trend trend = trend(LOOKS, i -> 100 * MIB + i * MIB / 10 + 8 * MIB * random.nextGaussian());

    assertThat(trend.slopePerHour()).isCloseTo(36 * MIB, within(8 * MIB));
    assertThat(trend.pValue()).isLessThan(1e-4);
    assertThat(trend.isSteady()).isTrue();
  }

  /** Teeth of every length, from one and a half in all to fifty, at every phase. */
  @ParameterizedTest
  @ValueSource(doubles = {1.5, 1.9, 2, 2.3, 2.7, 3, 3.5, 4.2, 5, 6.5, 7.7, 8, 9.3, 12, 16, 25, 50})
  void teethAreNoGrowth(double teeth) {
    for (int phase = 0; phase < 20; phase++) {
      double shift = phase / 20.0;
      Trend trend = trend(LOOKS, i -> 10 * MIB + 90 * MIB * ((i * teeth / LOOKS + shift) % 1));
      assertThat(isSuspect(trend)).as("shift %s returned %s", shift, trend.returned()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.6})
  void growthThatEndedIsNoGrowth(double end) {
    Trend trend = trend(LOOKS, i -> 10 * MIB + Math.min(i, end * LOOKS) * MIB);

    assertThat(isSuspect(trend)).isFalse();
  }

  @Test
  void noiseIsRarelyTakenForGrowth() {
    int suspects = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      suspects += isSuspect(trend(LOOKS, i -> 100 * MIB + MIB * random.nextGaussian())) ? 1 : 0;
    }
    assertThat(suspects).isLessThanOrEqualTo(10);
  }

  @Test
  void noiseThatRemembersIsRarelyTakenForGrowth() {
    int suspects = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      double[] level = {0};
      suspects +=
          isSuspect(
                  trend(
                      LOOKS,
                      i -> 100 * MIB + (level[0] = 0.95 * level[0] + MIB * random.nextGaussian())))
              ? 1
              : 0;
    }
    assertThat(suspects).isLessThanOrEqualTo(10);
  }

  @Test
  void whatDoesNotChangeOrShrinksIsNoGrowth() {
    assertThat(isSuspect(trend(LOOKS, i -> MIB))).isFalse();
    assertThat(trend(LOOKS, i -> MIB).pValue()).isEqualTo(1);
    assertThat(isSuspect(trend(LOOKS, i -> MIB * (LOOKS - i)))).isFalse();
  }

  @Test
  void eightLooksAreEnough() {
    assertThat(isSuspect(trend(8, i -> MIB * i))).isTrue();
    assertThatThrownBy(() -> trend(7, i -> MIB * i)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The p-value of S = 28 of 8, 16 of 10 values: Kendall's normal approximation by hand. */
  @Test
  void pValuesAreThoseOfTheNormalApproximation() {
    assertThat(trend(8, i -> MIB * i).pValue()).isCloseTo(4.2e-4, within(5e-5));
    int[] order = {0, 2, 1, 4, 3, 6, 5, 7}; // S = 28 - 6 = 22, z = 21 / 8.083 = 2.598
    assertThat(trend(8, i -> MIB * order[i]).pValue()).isCloseTo(4.69e-3, within(1e-4));
  }

  private static boolean isSuspect(Trend trend) {
    return trend.isSteady() && trend.pValue() < 0.01;
  }

  private static Trend trend(int looks, IntToDoubleFunction bytes) {
    long[] millis = new long[looks];
    long[] values = new long[looks];
    for (int i = 0; i < looks; i++) {
      millis[i] = 10_000L * i;
      values[i] = (long) bytes.applyAsDouble(i);
    }
    return Trend.of(millis, values);
  }
}
