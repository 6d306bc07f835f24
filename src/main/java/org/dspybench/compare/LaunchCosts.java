package org.dspybench.compare;

import java.util.Arrays;
import java.util.List;
import org.dspybench.results.Metric;

/**
 * What the launches of one benchmark cost, each as the logarithm of the median of its iterations: a
 * launch is what is independent, an iteration is not. Cost is time per operation, or the inverse of
 * operations per time, so that more is always slower.
 */
public final class LaunchCosts {

  private static final String RATE = "ops/";

  private LaunchCosts() {}

  /**
   * The logarithm of the cost of each launch behind a metric; NaN or infinite where it has none.
   */
  public static double[] logarithms(Metric metric) {
    boolean isRate = isRate(metric.unit());
    return metric.forks().stream()
        .mapToDouble(LaunchCosts::logMedian)
        .map(log -> isRate ? -log : log)
        .toArray();
  }

  /** Whether a unit is one of operations per time, such as {@code ops/ms}. */
  public static boolean isRate(String unit) {
    return unit.startsWith(RATE);
  }

  private static double logMedian(List<Double> iterations) {
    return Math.log(median(iterations.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** The median of some values; NaN where there are none. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
