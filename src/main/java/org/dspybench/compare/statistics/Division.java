package org.dspybench.compare.statistics;

import java.util.Optional;

/**
 * The best place to divide values in two.
 *
 * @param index of the first value after it
 * @param divergence of the values before it from those after it, up to where they differ most
 */
record Division(int index, double divergence) {

  /**
   * The place at which the sides differ most, by equation 5 of Matteson and James. With X the n
   * values before it and Y the m after it, the divergence is
   *
   * <pre>nm / (n + m) · (2 · mean |x − y| − mean |x − x'| − mean |y − y'|)</pre>
   *
   * each mean over all pairs. Y may end before the last value, or a change there and back would
   * hide itself.
   *
   * @return absent where there are too few values for two sides
   */
  static Optional<Division> best(double[] values) {
    int count = values.length;
    double[] before = sumsFromTheFirst(values);
    double[] after = new double[count + 1];
    Division best = null;
    for (int at = count - 1; at >= EDivisive.LEAST_VALUES; at--) {
      double ofThis = 0;
      for (int end = at + 1; end < count; end++) {
        ofThis += Math.abs(values[at] - values[end]);
        after[end + 1] += ofThis;
      }
      for (int end = at + EDivisive.LEAST_VALUES; end <= count; end++) {
        double between = before[end] - before[at] - after[end];
        double divergence = divergence(between, before[at], after[end], at, end - at);
        if (best == null || divergence > best.divergence) {
          best = new Division(at, divergence);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The sums of the distances of all pairs among the first so many values. */
  private static double[] sumsFromTheFirst(double[] values) {
    double[] sums = new double[values.length + 1];
    for (int last = 0; last < values.length; last++) {
      double ofThis = 0;
      for (int other = 0; other < last; other++) {
        ofThis += Math.abs(values[last] - values[other]);
      }
      sums[last + 1] = sums[last] + ofThis;
    }
    return sums;
  }

  private static double divergence(
      double between, double withinX, double withinY, double n, double m) {
    double means =
        2 * between / (n * m) - withinX / (n * (n - 1) / 2) - withinY / (m * (m - 1) / 2);
    return n * m / (n + m) * means;
  }
}
