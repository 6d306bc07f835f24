package org.dspybench.simulator.latency;

/**
 * Always the same value.
 *
 * @param value zero or more
 */
public record Fixed(double value) implements Distribution {

  /** Refuses a negative value. */
  public Fixed {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("a fixed value is zero or more, not " + value);
    }
  }

  @Override
  public double quantile(double u) {
    Distribution.checkShare(u);
    return value;
  }

  @Override
  public double shareUpTo(double x) {
    return x < value ? 0 : 1;
  }

  @Override
  public double mean() {
    return value;
  }
}
