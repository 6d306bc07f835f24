package org.dspybench.simulator.latency;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Gamma, given by its mean and its coefficient of variation {@code c}, the standard deviation over
 * the mean: shape {@code 1 / c^2}, scale {@code mean * c^2}. At {@code c = 1} it is exponential.
 *
 * @param mean above zero
 * @param coefficientOfVariation above 0 and at most {@link #LARGEST_VARIATION}
 */
public record Gamma(double mean, double coefficientOfVariation) implements Distribution {

  public static final double LARGEST_VARIATION = 3;

  /** Refuses a mean or a variation that gives no distribution. */
  public Gamma {
    if (!(mean > 0 && Double.isFinite(mean))) {
      throw new IllegalArgumentException(
          "a gamma distribution needs a mean above zero, not " + mean);
    }
    if (!(coefficientOfVariation > 0 && coefficientOfVariation <= LARGEST_VARIATION)) {
      throw new IllegalArgumentException(
          "a gamma distribution needs a coefficient of variation above 0 and at most 3, not "
              + coefficientOfVariation);
    }
  }

  @Override
  public double quantile(double u) {
    return mean * ofMeanOne().inverseCumulativeProbability(Distribution.checkShare(u));
  }

  @Override
  public double shareUpTo(double x) {
    return ofMeanOne().cumulativeProbability(x / mean);
  }

  private GammaDistribution ofMeanOne() {
    double variance = coefficientOfVariation * coefficientOfVariation;
    return GammaDistribution.of(1 / variance, variance);
  }
}
