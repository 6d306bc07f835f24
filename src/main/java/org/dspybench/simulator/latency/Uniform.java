package org.dspybench.simulator.latency;

/**
 * Every value between two bounds is as likely as every other.
 *
 * @param min zero or more
 * @param max not below {@code min}
 */
public record Uniform(double min, double max) implements Distribution {

  /** Refuses a negative bound and bounds in the wrong order. */
  public Uniform {
    if (!(min >= 0 && max >= min && Double.isFinite(max))) {
      throw new IllegalArgumentException(
          "a uniform distribution needs 0 <= min <= max, not " + min + " and " + max);
    }
  }

  @Override
  public double quantile(double u) {
    return min + Distribution.checkShare(u) * (max - min);
  }

  @Override
  public double shareUpTo(double x) {
    if (x >= max) {
      return 1;
    }
    return x <= min ? 0 : (x - min) / (max - min);
  }

  @Override
  public double mean() {
    return min + (max - min) / 2;
  }
}
