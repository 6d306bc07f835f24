package org.dspybench.console;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Durations {

  private Durations() {}

  /** Three digits, in the unit that suits: {@code 850 µs}, {@code 52.1 ms}, {@code 1.31 s}. */
  public static String measured(Duration duration) {
    double micros = duration.toNanos() / 1e3;
    if (micros < 999.5) {
      return digits(micros) + " µs";
    }
    if (micros < 999.5e3) {
      return digits(micros / 1e3) + " ms";
    }
    return micros < 99.95e6 ? digits(micros / 1e6) + " s" : about(micros / 1e6);
  }

  private static String digits(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + (value == 0 ? 0 : decimals) + "f", value);
  }

  /** Whole seconds, rounded up, or minutes: {@code 6 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
  public static String about(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
