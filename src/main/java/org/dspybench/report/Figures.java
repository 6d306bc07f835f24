package org.dspybench.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dspybench.speedup.Estimate;

/**
 * Figures as text, the same in every locale, with no more digits than their interval supports: the
 * last digit shown is of the size of half the interval.
 */
public final class Figures {

  /** What stands for a figure that was not measured. */
  public static final String ABSENT = "–";

  /** Without an interval two digits are shown; of a figure of the profiler, three. */
  private static final int DIGITS_WITHOUT_INTERVAL = 2;

  private static final int DIGITS_OF_MEASURE = 3;

  private Figures() {}

  /** The value with its interval, for example {@code 9.56 [9.52, 9.60]}. */
  public static String withInterval(Estimate estimate, String unit) {
    if (!estimate.isBounded() || estimate.low() == estimate.high()) {
      return value(estimate, unit);
    }
    int decimals = decimals(estimate);
    return "%s [%s, %s]"
        .formatted(
            value(estimate, unit),
            plain(estimate.low(), decimals),
            plain(estimate.high(), decimals));
  }

  /** The value with its interval, where there is one to show. */
  public static String withInterval(Optional<Estimate> estimate) {
    return estimate.map(figure -> withInterval(figure, "")).orElse(ABSENT);
  }

  /** The value without its interval. */
  public static String value(Estimate estimate, String unit) {
    return plain(estimate.value(), decimals(estimate)) + unit;
  }

  /** A share as a percentage, to one decimal at most. */
  public static String percent(Optional<Estimate> share) {
    return share
        .map(part -> part.times(100))
        .map(part -> plain(part.value(), Math.min(1, Math.max(0, decimals(part)))) + " %")
        .orElse(ABSENT);
  }

  /** A figure without an interval, to three digits. */
  public static String measure(OptionalDouble figure, String unit) {
    return figure.isPresent()
        ? plain(figure.getAsDouble(), toDigits(figure.getAsDouble(), DIGITS_OF_MEASURE)) + unit
        : ABSENT;
  }

  /** A figure that may be very small, to two digits. */
  public static String scientific(double figure) {
    return figure == 0 ? "0" : String.format(Locale.ROOT, "%.2g", figure);
  }

  /** A whole number. */
  public static String count(double figure) {
    return plain(figure, 0);
  }

  private static int decimals(Estimate estimate) {
    double half = (estimate.high() - estimate.low()) / 2;
    int most = toDigits(estimate.value(), 4);
    if (!estimate.isBounded()) {
      return toDigits(estimate.value(), DIGITS_WITHOUT_INTERVAL);
    }
    return half > 0
        ? Math.min(most, (int) Math.ceil(-Math.log10(half)))
        : Math.min(most, BigDecimal.valueOf(estimate.value()).stripTrailingZeros().scale());
  }

  /** The decimals with which a value has so many digits; negative for tens, hundreds. */
  private static int toDigits(double value, int digits) {
    return value == 0 ? 0 : digits - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
  }

  private static String plain(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + Math.max(0, decimals) + "f", rounded);
  }
}
