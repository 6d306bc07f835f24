package org.dspybench.compare.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as much one side is as the other: the logarithm of the ratio, with Student's t
 * distribution for its error.
 *
 * @param mean of the logarithm
 * @param standardError of the mean; NaN where too little was measured to tell
 * @param degrees of freedom of the error
 */
public record LogRatio(double mean, double standardError, double degrees) {

  /**
   * Of pairs, by the paired t interval. Whatever both launches of a pair met, such as a slow minute
   * of the machine, cancels.
   *
   * @param logRatios the logarithm of each pair's ratio, at least one, all finite
   */
  public static LogRatio paired(double[] logRatios) {
    require(logRatios);
    return new LogRatio(
        mean(logRatios), Math.sqrt(squaredError(logRatios)), logRatios.length - 1.0);
  }

  /**
   * Of launches that are no pairs, by Welch's t (B. L. Welch, The Generalization of "Student's"
   * Problem when Several Different Population Variances are Involved, 1947). What the machine did
   * while the one side was measured, and not the other, is in the ratio.
   *
   * @param base the logarithm of what each launch cost, at least one, all finite
   * @param head as base
   */
  public static LogRatio welch(double[] base, double[] head) {
    require(base);
    require(head);
    double ofBase = squaredError(base);
    double ofHead = squaredError(head);
    double degrees =
        Math.pow(ofBase + ofHead, 2)
            / (ofBase * ofBase / (base.length - 1) + ofHead * ofHead / (head.length - 1));
    return new LogRatio(mean(head) - mean(base), Math.sqrt(ofBase + ofHead), degrees);
  }

  private static void require(double[] logs) {
    if (logs.length == 0) {
      throw new IllegalArgumentException("there is no launch to compare");
    }
  }

  private static double mean(double[] logs) {
    return Arrays.stream(logs).average().orElseThrow();
  }

  private static double squaredError(double[] logs) {
    double mean = mean(logs);
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    return squares / (logs.length - 1) / logs.length;
  }

  /** The other way round. */
  public LogRatio inverse() {
    return new LogRatio(-mean, standardError, degrees);
  }

  /** The ratio of the geometric means. */
  public double ratio() {
    return Math.exp(mean);
  }

  /** The lower end of the interval; 0 where nothing bounds it. */
  public double low(double confidence) {
    return isBounded() ? Math.exp(mean - reach(1 - (1 - confidence) / 2)) : 0;
  }

  /** The upper end of the interval; infinite where nothing bounds it. */
  public double high(double confidence) {
    return isBounded()
        ? Math.exp(mean + reach(1 - (1 - confidence) / 2))
        : Double.POSITIVE_INFINITY;
  }

  /**
   * The one-sided p-value of the ratio being above 1, by Student's t; 1 where nothing bounds it.
   */
  public double pValueOfExcess() {
    if (!isBounded()) {
      return 1;
    }
    return standardError > 0
        ? TDistribution.of(degrees).survivalProbability(mean / standardError)
        : mean > 0 ? 0 : 1;
  }

  /**
   * The smallest excess over 1 that a one-sided test would have found with a probability, at this
   * error: {@code exp((t(1 − level) + t(power)) · standard error) − 1}. The usual normal
   * approximation of a design's power, with Student's quantiles in place of the normal ones (S.
   * Julious, Sample Sizes for Clinical Trials, 2010, section 4). Infinite where nothing bounds it.
   *
   * @param level of the test, such as 0.05
   * @param power the probability of finding it, such as 0.8
   */
  public double detectableExcess(double level, double power) {
    return isBounded() ? Math.expm1(reach(1 - level) + reach(power)) : Double.POSITIVE_INFINITY;
  }

  private boolean isBounded() {
    return !Double.isNaN(standardError);
  }

  private double reach(double probability) {
    return standardError > 0
        ? TDistribution.of(degrees).inverseCumulativeProbability(probability) * standardError
        : 0;
  }
}
