package org.dspybench.simulator.latency;

import java.time.Duration;

/**
 * Every latency between two bounds is as likely as every other.
 *
 * @param min zero or more
 * @param max not below {@code min}
 */
public record UniformLatency(Duration min, Duration max) implements LatencyModel {

  /** Refuses a negative bound and bounds in the wrong order. */
  public UniformLatency {
    if (min.isNegative() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "uniform latency needs 0 <= min <= max, not " + min + " and " + max);
    }
  }

  @Override
  public Duration quantile(double u) {
    double width = LatencyModel.checkShare(u) * max.minus(min).toNanos();
    return min.plusNanos(Math.round(width));
  }

  @Override
  public Duration mean() {
    return min.plus(max.minus(min).dividedBy(2));
  }
}
