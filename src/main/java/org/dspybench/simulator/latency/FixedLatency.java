package org.dspybench.simulator.latency;

import java.time.Duration;

/**
 * Every answer takes the same time.
 *
 * @param value zero or more
 */
public record FixedLatency(Duration value) implements LatencyModel {

  /** Refuses a negative latency. */
  public FixedLatency {
    if (value.isNegative()) {
      throw new IllegalArgumentException("a latency is not negative: " + value);
    }
  }

  @Override
  public Duration quantile(double u) {
    LatencyModel.checkShare(u);
    return value;
  }

  @Override
  public Duration mean() {
    return value;
  }
}
