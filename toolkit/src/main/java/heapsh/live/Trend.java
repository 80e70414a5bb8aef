package heapsh.live;

import java.util.Arrays;

/**
 * Tells how steadily a series of bytes grows, and does not take the teeth of collections and caches
 * for growth. Immutable.
 *
 * <pre>
 *   bytes   /|  /|  /|  /|            the test sees the least of each part:
 *          / | / | / | / |  /         * * * * * * * *    no trend
 *         /  |/  |/  |/  | /
 * </pre>
 *
 * <p>The looks are divided into at most {@value #PARTS} parts of equal time, and each part is
 * represented by its least value: what was left after the deepest collection in it. On these minima
 * stand
 *
 * <ul>
 *   <li>the <b>Mann-Kendall test</b> (Mann, Econometrica 13, 1945; Kendall, Rank Correlation
 *       Methods, 1975), one-sided, with its variance corrected for ties, with the continuity
 *       correction, and with the variance corrected for autocorrelation as in Hamed and Rao, A
 *       modified Mann-Kendall trend test for autocorrelated data, J. Hydrology 204, 1998: looks
 *       that follow each other closely are no independent witnesses;
 *   <li>the <b>Theil-Sen slope</b> (Sen, J. Am. Stat. Assoc. 63, 1968): the median of the slopes
 *       between all pairs, which single outliers do not move;
 *   <li>{@link #returned()}: the deepest fall of the minima as a share of what was gained in all.
 *       Teeth so long that one part does not hold a whole one fall deep; a leak gives nothing back;
 *   <li>{@link #recentShare()}: the slope of the last third by the slope of all; near 0 for what
 *       grew at first and is full now.
 * </ul>
 */
public final class Trend {
  static final int PARTS = 16;

  /** The fewest looks that say anything. */
  public static final int FEWEST_LOOKS = 8;

  private static final double MILLIS_PER_HOUR = 3_600_000.0;

  /** Autocorrelations below this, the 95 % bound of white noise times the root of n, are noise. */
  private static final double NOISE_BOUND = 1.96;

  private final double tau;
  private final double pValue;
  private final double slopePerHour;
  private final double returned;
  private final double recentShare;

  private Trend(double[] hours, double[] minima) {
    int n = minima.length;
    long s = kendall(minima);
    tau = s / (n * (n - 1) / 2.0);
    slopePerHour = slope(hours, minima, 0);
    pValue = pValue(s, minima, hours, slopePerHour);
    returned = returned(minima);
    double recent = slope(hours, minima, n - Math.max(3, n / 3));
    recentShare = slopePerHour > 0 ? recent / slopePerHour : 0;
  }

  /**
   * Finds the trend.
   *
   * <p>Cost: O(looks + parts * parts).
   *
   * @param millis the times of the looks, ascending
   * @param bytes what was seen at them
   * @throws IllegalArgumentException when there are fewer than {@link #FEWEST_LOOKS} looks, or they
   *     were all at one time
   */
  public static Trend of(long[] millis, long[] bytes) {
    if (bytes.length < FEWEST_LOOKS || bytes.length != millis.length) {
      throw new IllegalArgumentException(
          "too few looks: looks=" + bytes.length + " times=" + millis.length);
    }
    long from = millis[0];
    long span = millis[millis.length - 1] - from;
    if (span <= 0) {
      throw new IllegalArgumentException("no time between looks: millis=" + span);
    }
    int parts = Math.min(PARTS, bytes.length);
    double[] hours = new double[parts];
    double[] minima = new double[parts];
    Arrays.fill(minima, Double.POSITIVE_INFINITY);
    for (int i = 0; i < bytes.length; i++) {
      int part =
          parts == bytes.length
              ? i // few looks: each stands for itself, however uneven their times are
              : (int) Math.min(parts - 1L, (millis[i] - from) * parts / span);
      if (bytes[i] < minima[part]) {
        minima[part] = bytes[i];
        hours[part] = (millis[i] - from) / MILLIS_PER_HOUR;
      }
    }
    return ofSeen(hours, minima);
  }

  /** Leaves out the parts without a look: the connection was lost meanwhile. */
  private static Trend ofSeen(double[] hours, double[] minima) {
    int n = 0;
    for (int i = 0; i < minima.length; i++) {
      if (minima[i] != Double.POSITIVE_INFINITY) {
        hours[n] = hours[i];
        minima[n++] = minima[i];
      }
    }
    return new Trend(Arrays.copyOf(hours, n), Arrays.copyOf(minima, n));
  }

  /** Returns Kendall's tau: 1 when every part is above all before it, 0 without a trend. */
  public double tau() {
    return tau;
  }

  /** Returns how likely chance alone gives such growth or more: one-sided. */
  public double pValue() {
    return pValue;
  }

  /** Returns the Theil-Sen slope in bytes for an hour; below 0 when it shrinks. */
  public double slopePerHour() {
    return slopePerHour;
  }

  /** Returns the deepest fall as a share of the whole gain; infinite when nothing was gained. */
  public double returned() {
    return returned;
  }

  /** Returns the slope of the last third by that of the whole; 0 when the whole does not grow. */
  public double recentShare() {
    return recentShare;
  }

  /**
   * Tells whether this is steady growth that goes on: less than half of the gain was ever given
   * back, and the last third still grows at a fifth of the whole's pace. Says nothing of chance:
   * {@link #pValue} does.
   */
  public boolean isSteady() {
    return slopePerHour > 0 && returned < 0.5 && recentShare > 0.2;
  }

  /** Returns Mann and Kendall's S: rising pairs less falling ones. */
  private static long kendall(double[] values) {
    long s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        s += (long) Math.signum(values[j] - values[i]);
      }
    }
    return s;
  }

  private static double pValue(long s, double[] values, double[] hours, double slope) {
    double variance = varianceOfRanks(values) * inflation(values, hours, slope);
    if (s <= 0 || variance <= 0) {
      return 1;
    }
    return upperTail((s - 1) / Math.sqrt(variance));
  }

  /** Returns the variance of S when there is no trend, less what ties take away. */
  private static double varianceOfRanks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double variance = pairs(values.length);
    for (int i = 0; i < sorted.length; ) {
      int end = i;
      while (end < sorted.length && sorted[end] == sorted[i]) {
        end++;
      }
      variance -= pairs(end - i);
      i = end;
    }
    return variance / 18;
  }

  private static double pairs(double n) {
    return n * (n - 1) * (2 * n + 5);
  }

  /**
   * Returns by how much autocorrelation widens the variance, as Hamed and Rao's equation 13 says:
   * from the ranks of what is left without the slope, its significant lags only; never below 1.
   */
  private static double inflation(double[] values, double[] hours, double slope) {
    int n = values.length;
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = values[i] - slope * hours[i];
    }
    double[] ranks = ranks(left);
    double sum = 0;
    for (int lag = 1; lag < n - 1; lag++) {
      double correlation = autocorrelation(ranks, lag);
      if (Math.abs(correlation) > NOISE_BOUND / Math.sqrt(n)) {
        sum += (double) (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
      }
    }
    return Math.max(1, 1 + 2.0 / ((double) n * (n - 1) * (n - 2)) * sum);
  }

  /** Returns the ranks, equal values sharing the mean of theirs; less the mean of all. */
  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (double other : values) {
        ranks[i] += Math.signum(values[i] - other) / 2;
      }
    }
    return ranks;
  }

  private static double autocorrelation(double[] centred, int lag) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < centred.length; i++) {
      square += centred[i] * centred[i];
      if (i + lag < centred.length) {
        product += centred[i] * centred[i + lag];
      }
    }
    return square == 0 ? 0 : product / square;
  }

  private static double slope(double[] hours, double[] values, int from) {
    int n = values.length - from;
    double[] slopes = new double[Math.max(1, n * (n - 1) / 2)];
    int count = 0;
    for (int i = from; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        if (hours[j] > hours[i]) {
          slopes[count++] = (values[j] - values[i]) / (hours[j] - hours[i]);
        }
      }
    }
    Arrays.sort(slopes, 0, count);
    return count == 0 ? 0 : (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
  }

  private static double returned(double[] minima) {
    double peak = minima[0];
    double fall = 0;
    for (double value : minima) {
      peak = Math.max(peak, value);
      fall = Math.max(fall, peak - value);
    }
    double gain = minima[minima.length - 1] - minima[0];
    return gain <= 0 ? Double.POSITIVE_INFINITY : fall / gain;
  }

  /**
   * Returns the chance that a standard normal number exceeds {@code z >= 0}: Abramowitz and Stegun,
   * Handbook of Mathematical Functions, 7.1.26 for the error function's complement; its absolute
   * error is below 1.5e-7, so smaller chances are bounded by the tail's Mills ratio instead.
   */
  private static double upperTail(double z) {
    if (z > 3) {
      return Math.exp(-z * z / 2) / (z * Math.sqrt(2 * Math.PI));
    }
    double x = z / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double series =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return series * Math.exp(-x * x) / 2;
  }
}
