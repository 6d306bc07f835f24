package org.dspybench.simulator.latency;

/**
 * A distribution of numbers that are not negative, given by its inverse: one uniform number makes
 * one value. The unit is whatever its user says: seconds, or tokens. Pure and immutable.
 *
 * <p>Constructors throw {@link IllegalArgumentException} for a distribution that cannot be; the
 * message is one sentence.
 */
public sealed interface Distribution
    permits Fixed, Uniform, LogNormal, Gamma, Mixture, Empirical, ThroughQuantiles {

  /**
   * The value that a share {@code u} of all values does not exceed. It never falls as {@code u}
   * rises.
   *
   * @param u above 0 and below 1
   */
  double quantile(double u);

  /** The share of all values that are at most {@code x}. */
  double shareUpTo(double x);

  /** The mean over all values, exact rather than drawn. */
  double mean();

  /** Throws unless {@code u} lies strictly between 0 and 1. */
  static double checkShare(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("a quantile is above 0 and below 1, not " + u);
    }
    return u;
  }
}
