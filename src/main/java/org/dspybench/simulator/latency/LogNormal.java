package org.dspybench.simulator.latency;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Log-normal, {@code x = median * exp(sigma z)} with {@code z} standard normal. Its mean lies
 * {@code exp(sigma^2 / 2)} above its median, 5 % at a sigma of 0.3 and 38 % at 0.8, so a
 * configuration says which of the two it gives.
 *
 * @param median above zero
 * @param sigma standard deviation of the logarithm, above 0 and at most {@link #LARGEST_SIGMA}
 */
public record LogNormal(double median, double sigma) implements Distribution {

  public static final double LARGEST_SIGMA = 3;

  private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

  /** Refuses a median or a sigma that gives no distribution. */
  public LogNormal {
    if (!(median > 0 && Double.isFinite(median))) {
      throw new IllegalArgumentException(
          "a log-normal distribution needs a median or mean above zero, not " + median);
    }
    if (!(sigma > 0 && sigma <= LARGEST_SIGMA)) {
      throw new IllegalArgumentException(
          "a log-normal distribution needs a sigma above 0 and at most 3, not " + sigma);
    }
  }

  public static LogNormal byMedian(double median, double sigma) {
    return new LogNormal(median, sigma);
  }

  public static LogNormal byMean(double mean, double sigma) {
    return new LogNormal(mean * Math.exp(-sigma * sigma / 2), sigma);
  }

  @Override
  public double quantile(double u) {
    double z = STANDARD_NORMAL.inverseCumulativeProbability(Distribution.checkShare(u));
    return median * Math.exp(sigma * z);
  }

  @Override
  public double shareUpTo(double x) {
    return x <= 0 ? 0 : STANDARD_NORMAL.cumulativeProbability(Math.log(x / median) / sigma);
  }

  @Override
  public double mean() {
    return median * Math.exp(sigma * sigma / 2);
  }
}
