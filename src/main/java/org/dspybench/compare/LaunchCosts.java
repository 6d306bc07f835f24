package org.dspybench.compare;

import java.util.Arrays;
import java.util.List;
import org.dspybench.results.Metric;

/**
 * What the launches of one benchmark cost, each as a logarithm: a launch is what is independent, an
 * iteration is not. Cost is time per operation, or the inverse of operations per time, so that more
 * is always slower.
 */
public final class LaunchCosts {

  private static final String RATE = "ops/";

  /** One iteration in so many is faster than the one that a launch is judged by. */
  private static final int FASTER_ONE_IN = 20;

  private LaunchCosts() {}

  /**
   * The logarithm of what each launch costs where nothing disturbs it: of its iterations the 5th
   * percentile, or the least of fewer than twenty; NaN where there is none, or one has no time.
   * What else a machine does can only make an iteration slower (J. Chen and J. Revels, Robust
   * Benchmarking in Noisy Environments, 2016). They take the least; an iteration in twenty may be
   * luck.
   */
  public static double[] undisturbed(Metric metric) {
    boolean isRate = isRate(metric.unit());
    return metric.forks().stream()
        .mapToDouble(iterations -> undisturbed(iterations, isRate))
        .toArray();
  }

  private static double undisturbed(List<Double> iterations, boolean isRate) {
    double[] sorted =
        iterations.stream()
            .mapToDouble(Math::log)
            .map(log -> isRate ? -log : log)
            .sorted()
            .toArray();
    boolean isWhole = Arrays.stream(sorted).allMatch(Double::isFinite);
    return isWhole && sorted.length > 0 ? sorted[sorted.length / FASTER_ONE_IN] : Double.NaN;
  }

  /** The logarithm of the median of each launch, of what is counted and not timed. */
  static double[] medians(Metric metric) {
    return metric.forks().stream().mapToDouble(LaunchCosts::logMedian).toArray();
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
