package org.dspybench.report;

import org.dspybench.speedup.Estimate;

/** A unit in which times are shown. */
public enum TimeScale {
  MICROSECONDS(" µs", 1e3),
  MILLISECONDS(" ms", 1),
  SECONDS(" s", 1e-3);

  private final String unit;
  private final double factor;

  TimeScale(String unit, double factor) {
    this.unit = unit;
    this.factor = factor;
  }

  /** The unit in which a time has a figure before the point, and not too many. */
  public static TimeScale fitting(double millis) {
    if (millis >= 1_000) {
      return SECONDS;
    }
    return millis >= 1 ? MILLISECONDS : MICROSECONDS;
  }

  /** A time that was reckoned in milliseconds. */
  public String show(Estimate millis) {
    return Figures.value(millis.times(factor), unit);
  }

  /** The same with its interval. */
  public String showWithInterval(Estimate millis) {
    return Figures.withInterval(millis.times(factor), unit);
  }
}
