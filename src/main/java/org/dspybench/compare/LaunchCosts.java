package org.dspybench.compare;

import java.util.List;
import org.dspybench.results.Metric;

/**
 * What the launches of one benchmark cost, each as the logarithm of the median of its iterations: a
 * launch is what is independent, an iteration is not. Cost is time per operation, or the inverse of
 * operations per time, so that more is always slower.
 */
final class LaunchCosts {

  private static final String RATE = "ops/";

  private LaunchCosts() {}

  /**
   * The logarithm of the cost of each launch behind a metric; NaN or infinite where it has none.
   */
  static double[] logarithms(Metric metric) {
    boolean isRate = metric.unit().startsWith(RATE);
    return metric.forks().stream()
        .mapToDouble(LaunchCosts::logMedian)
        .map(log -> isRate ? -log : log)
        .toArray();
  }

  private static double logMedian(List<Double> iterations) {
    double[] sorted = iterations.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return Math.log(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
