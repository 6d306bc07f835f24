package org.dspybench.simulator.latency;

import java.time.Duration;

/**
 * How long answers take, as a distribution given by its inverse: one uniform number makes one
 * latency. Pure: no clock, no thread, no generator of its own. Immutable.
 */
public sealed interface LatencyModel permits FixedLatency, UniformLatency, LogNormalLatency {

  /**
   * The latency that a share {@code u} of all answers does not exceed.
   *
   * @param u above 0 and below 1
   */
  Duration quantile(double u);

  /** The mean over all answers, exact rather than drawn. */
  Duration mean();

  /** Throws unless {@code u} lies strictly between 0 and 1. */
  static double checkShare(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("a quantile is above 0 and below 1, not " + u);
    }
    return u;
  }
}
