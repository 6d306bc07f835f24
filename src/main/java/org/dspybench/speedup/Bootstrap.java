package org.dspybench.speedup;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Estimates times and their ratios, with 95 % intervals by a hierarchical bootstrap.
 *
 * <p><b>The estimate.</b> Times are compared as logarithms, so that a ratio and its inverse are
 * treated alike and one slow iteration weighs by its factor: the mean over the iterations of each
 * fork, then over the forks. Its exponential is the geometric mean of a time, and the difference of
 * two is the logarithm of their ratio.
 *
 * <p><b>The interval.</b> Forks are drawn with replacement, then iterations within each drawn fork
 * (A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application, 1997, section 3.8);
 * the ends are the 2.5 % and 97.5 % quantiles of the redrawn estimates. With a handful of forks
 * such quantiles lie too close together (T. Hesterberg, What Teachers Should Know About the
 * Bootstrap, 2015), so their distance to the estimate is widened by {@code t / z}, Student's
 * quantile over the normal one, and by {@code sqrt(n / (n − 1))} where only one of the two levels
 * has anything to draw. Simulated with log-normal times, 1 to 10 forks of 3 to 10 iterations, and
 * JVMs that differ by nothing up to twice what iterations do, it holds the true ratio in at least
 * 92 % of cases; with two forks it is wider than it need be (up to 99.9 %).
 *
 * <p><b>With a single fork</b> on one side only its iterations are redrawn. The interval then tells
 * how the iterations of that one JVM scatter, not how the next JVM would differ, and is too narrow
 * by what JVMs differ. With a single iteration there is no interval at all.
 *
 * <p>Draws are seeded and use {@link Picks} and {@link StrictMath}, which are specified to the bit:
 * the same data give the same figures everywhere. There are 4,000 of them and, of samples with more
 * than 250 values, fewer: 1,000 at least, with which an end of the interval lies within a twelfth
 * of a standard error of where more would put it. Thread-safe.
 */
final class Bootstrap {

  private static final int MOST_DRAWS = 4_000;
  private static final int LEAST_DRAWS = 1_000;

  /** Values that are redrawn for one estimate: of many, the whole is drawn less often. */
  private static final int VALUES = 1_000_000;

  private static final long SEED = 20_260_101;

  /** The 97.5 % quantile of the normal distribution. */
  private static final double NORMAL_975 = 1.959963984540054;

  private Bootstrap() {}

  /**
   * The geometric mean of positive values.
   *
   * @param forks for each fork the values of its iterations; at least one, none empty
   */
  static Estimate geometricMean(List<List<Double>> forks) {
    Sample sample = Sample.of(forks);
    return estimate(sample.mean(), List.of(sample), sample::redraw);
  }

  /** The ratio of the geometric means of positive values, numerator over denominator. */
  static Estimate ratio(List<List<Double>> numerator, List<List<Double>> denominator) {
    Sample above = Sample.of(numerator);
    Sample below = Sample.of(denominator);
    return estimate(
        above.mean() - below.mean(),
        List.of(above, below),
        picks -> above.redraw(picks) - below.redraw(picks));
  }

  private static Estimate estimate(
      double log, List<Sample> samples, ToDoubleFunction<Picks> redraw) {
    double value = StrictMath.exp(log);
    if (!samples.stream().allMatch(Sample::hasSpread)) {
      return new Estimate(value, 0, Double.POSITIVE_INFINITY);
    }
    Picks picks = new Picks(SEED);
    int draws = draws(samples);
    double[] deviations = new double[draws];
    Arrays.setAll(deviations, draw -> redraw.applyAsDouble(picks));
    Arrays.sort(deviations);
    int degrees = samples.stream().mapToInt(Sample::degreesOfFreedom).sum();
    double widening = TDistribution.of(degrees).inverseCumulativeProbability(0.975) / NORMAL_975;
    // A skewed sample may be redrawn to one side only; the interval still holds the estimate.
    double low = Math.min(0, widening * deviations[draws / 40]);
    double high = Math.max(0, widening * deviations[draws - 1 - draws / 40]);
    return new Estimate(value, StrictMath.exp(log + low), StrictMath.exp(log + high));
  }

  private static int draws(List<Sample> samples) {
    int values = samples.stream().mapToInt(Sample::size).sum();
    return Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, VALUES / values));
  }
}
