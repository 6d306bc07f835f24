package org.dspybench.speedup;

/**
 * A figure above zero with its 95 % interval.
 *
 * @param value the estimate
 * @param low the lower end; 0 where a single measurement bounds nothing
 * @param high the upper end; infinite where a single measurement bounds nothing
 */
public record Estimate(double value, double low, double high) {

  /** Checks that the interval holds the value. */
  public Estimate {
    if (!(0 <= low && low <= value && value <= high)) {
      throw new IllegalArgumentException(value + " is not in [" + low + ", " + high + "]");
    }
  }

  /** A figure of which no interval is known. */
  public static Estimate unbounded(double value) {
    return new Estimate(value, 0, Double.POSITIVE_INFINITY);
  }

  /** Whether there is an interval: it takes more than one measurement. */
  public boolean isBounded() {
    return Double.isFinite(high);
  }

  /** This figure in another unit, or for each of so many. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, low * factor, high * factor);
  }

  /** {@code amount / this}: from the time for so much to the rate. */
  public Estimate dividing(double amount) {
    return new Estimate(
        amount / value, amount / high, low > 0 ? amount / low : Double.POSITIVE_INFINITY);
  }
}
