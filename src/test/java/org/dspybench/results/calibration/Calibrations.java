package org.dspybench.results.calibration;

import java.util.List;

/** Calibrations with invented figures. */
public final class Calibrations {

  private Calibrations() {}

  /** Of this machine. */
  public static Calibration at(String startedAt, double requestsPerSecond) {
    return at(startedAt, requestsPerSecond, Machine.ofThis());
  }

  /** Of another machine. */
  public static Calibration at(String startedAt, double requestsPerSecond, Machine machine) {
    return new Calibration(startedAt, "0444175", machine, measured(requestsPerSecond));
  }

  private static Measurement measured(double requestsPerSecond) {
    return new Measurement(
        5,
        1,
        1.25,
        new Ceiling(requestsPerSecond, 16, 8_400, 210.4, 21.7),
        List.of(
            new DelayError(1, 30, new Percentiles(420, 900, 1_200), new Percentiles(110, 300, 400)),
            new DelayError(
                200, 3_000, new Percentiles(900, 4_100, 7_350), new Percentiles(400, 900, 2_000))),
        List.of(
            new ShortDelay(1_000, new Percentiles(380, 700, 2_500)),
            new ShortDelay(5_000, new Percentiles(400, 800, 2_600))),
        5_000L);
  }
}
