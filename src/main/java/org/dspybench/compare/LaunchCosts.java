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
   * The logarithm of the cost of each launch behind a metric.
   *
   * @param subject whose metric it is, in words
   * @throws IncomparableException where it has no finite positive value to reckon with
   */
  public static double[] logarithms(String subject, Metric metric) throws IncomparableException {
    if (metric.forks().isEmpty()) {
      throw new IncomparableException(subject + " has no raw data");
    }
    double[] logs = metric.forks().stream().mapToDouble(LaunchCosts::logMedian).toArray();
    if (!Arrays.stream(logs).allMatch(Double::isFinite)) {
      throw new IncomparableException(
          subject + " has a launch whose median is no number above zero");
    }
    return isRate(metric.unit()) ? Arrays.stream(logs).map(log -> -log).toArray() : logs;
  }

  /** Whether a unit is one of operations per time, such as {@code ops/ms}. */
  public static boolean isRate(String unit) {
    return unit.startsWith(RATE);
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
