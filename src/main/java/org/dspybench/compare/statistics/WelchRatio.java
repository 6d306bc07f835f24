package org.dspybench.compare.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as much one side is as the other, when their launches are no pairs: Welch's t
 * interval and test of the difference of mean logarithms (B. L. Welch, The Generalization of
 * "Student's" Problem when Several Different Population Variances are Involved, 1947). What the
 * machine did while the one side was measured, and not the other, is in the ratio.
 *
 * @param meanLog the difference of the mean logarithms
 * @param standardError of that difference; NaN where a side has a single launch
 * @param degrees of freedom, by Welch and Satterthwaite
 */
public record WelchRatio(double meanLog, double standardError, double degrees) {

  /**
   * Reckons with the logarithms of what each launch cost.
   *
   * @param base at least one, all finite
   * @param head at least one, all finite
   */
  public static WelchRatio of(double[] base, double[] head) {
    if (base.length == 0 || head.length == 0) {
      throw new IllegalArgumentException("there is no launch to compare");
    }
    double ofBase = squaredError(base);
    double ofHead = squaredError(head);
    double degrees =
        Math.pow(ofBase + ofHead, 2)
            / (ofBase * ofBase / (base.length - 1) + ofHead * ofHead / (head.length - 1));
    return new WelchRatio(mean(head) - mean(base), Math.sqrt(ofBase + ofHead), degrees);
  }

  private static double squaredError(double[] logs) {
    double mean = mean(logs);
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    return squares / (logs.length - 1) / logs.length;
  }

  private static double mean(double[] logs) {
    return Arrays.stream(logs).average().orElseThrow();
  }

  /** Whether there are launches enough for an interval. */
  public boolean isBounded() {
    return !Double.isNaN(standardError);
  }

  /** The ratio of the geometric means. */
  public double ratio() {
    return Math.exp(meanLog);
  }

  /** The lower end of the interval; 0 where nothing bounds it. */
  public double low(double confidence) {
    return isBounded() ? Math.exp(meanLog - reach(1 - (1 - confidence) / 2)) : 0;
  }

  /** The upper end of the interval; infinite where nothing bounds it. */
  public double high(double confidence) {
    return isBounded()
        ? Math.exp(meanLog + reach(1 - (1 - confidence) / 2))
        : Double.POSITIVE_INFINITY;
  }

  /** The one-sided p-value of the ratio being above 1; 1 where nothing bounds it. */
  public double pValueOfExcess() {
    if (!isBounded()) {
      return 1;
    }
    return standardError > 0
        ? distribution().survivalProbability(meanLog / standardError)
        : meanLog > 0 ? 0 : 1;
  }

  /** As {@link PairedRatio#detectableExcess}. */
  public double detectableExcess(double level, double power) {
    return isBounded() ? Math.expm1(reach(1 - level) + reach(power)) : Double.POSITIVE_INFINITY;
  }

  private double reach(double probability) {
    return standardError > 0
        ? distribution().inverseCumulativeProbability(probability) * standardError
        : 0;
  }

  private TDistribution distribution() {
    return TDistribution.of(degrees);
  }
}
