package org.dspybench.compare.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as much the one side of pairs is as the other, by the paired t interval of the
 * logarithms of their ratios. Whatever both launches of a pair met, such as a slow minute of the
 * machine, cancels.
 *
 * @param pairs how many there are
 * @param meanLog the mean of the logarithms of the pairs' ratios
 * @param spread their standard deviation; NaN for a single pair
 */
public record PairedRatio(int pairs, double meanLog, double spread) {

  /**
   * Reckons with the logarithms of the pairs' ratios.
   *
   * @param logRatios one for each pair, at least one, all finite
   */
  public static PairedRatio of(double[] logRatios) {
    if (logRatios.length == 0) {
      throw new IllegalArgumentException("there is no pair to compare");
    }
    double mean = Arrays.stream(logRatios).average().orElseThrow();
    double squares = Arrays.stream(logRatios).map(log -> (log - mean) * (log - mean)).sum();
    return new PairedRatio(logRatios.length, mean, Math.sqrt(squares / (logRatios.length - 1)));
  }

  /** The geometric mean of the pairs' ratios. */
  public double ratio() {
    return Math.exp(meanLog);
  }

  /** The lower end of the interval; 0 for a single pair, which bounds nothing. */
  public double low(double confidence) {
    return pairs > 1 ? Math.exp(meanLog - reach(confidence)) : 0;
  }

  /** The upper end of the interval; infinite for a single pair, which bounds nothing. */
  public double high(double confidence) {
    return pairs > 1 ? Math.exp(meanLog + reach(confidence)) : Double.POSITIVE_INFINITY;
  }

  private double reach(double confidence) {
    return quantile(1 - (1 - confidence) / 2) * standardError();
  }

  /**
   * The smallest excess over 1 that a one-sided test would have found with a probability, at this
   * spread and number of pairs: {@code exp((t(1 − level) + t(power)) · spread / √pairs) − 1}. The
   * usual normal approximation of a paired design's power, with Student's quantiles in place of the
   * normal ones (S. Julious, Sample Sizes for Clinical Trials, 2010, section 4). Infinite for a
   * single pair.
   *
   * @param level of the test, such as 0.05
   * @param power the probability of finding it, such as 0.8
   */
  public double detectableExcess(double level, double power) {
    return pairs > 1
        ? Math.expm1((quantile(1 - level) + quantile(power)) * standardError())
        : Double.POSITIVE_INFINITY;
  }

  private double standardError() {
    return spread / Math.sqrt(pairs);
  }

  private double quantile(double probability) {
    return TDistribution.of(pairs - 1.0).inverseCumulativeProbability(probability);
  }
}
