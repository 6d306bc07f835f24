package org.dspybench.simulator.latency;

import java.util.Arrays;
import java.util.List;

/**
 * The values of a sample, each as likely as every other.
 *
 * <p>The quantile is the value number {@code ceil(n u)} of the sorted sample, type 1 of R. J.
 * Hyndman and Y. Fan (1996), "Sample Quantiles in Statistical Packages", The American Statistician
 * 50 (4), 361–365. So only values that were observed are drawn, and the mean of the draws is the
 * sample's.
 *
 * @param values one or more, each zero or more; kept sorted
 */
public record Empirical(List<Double> values) implements Distribution {

  /** Sorts the sample; refuses an empty one and negative values. */
  public Empirical {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an empirical distribution needs at least one value");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    // NaN is sorted last, like infinity.
    if (sorted[0] < 0 || !Double.isFinite(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a value of an empirical distribution is zero or more");
    }
    values = Arrays.stream(sorted).boxed().toList();
  }

  @Override
  public double quantile(double u) {
    return values.get((int) Math.ceil(Distribution.checkShare(u) * values.size()) - 1);
  }

  @Override
  public double shareUpTo(double x) {
    int from = 0;
    int to = values.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (values.get(middle) <= x) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return (double) from / values.size();
  }

  @Override
  public double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
