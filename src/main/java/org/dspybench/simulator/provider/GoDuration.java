package org.dspybench.simulator.provider;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Durations as Go prints them and OpenAI sends them: {@code 12ms}, {@code 9.816s}, {@code 6m0s}.
 */
final class GoDuration {

  private GoDuration() {}

  /** {@code duration}, which is below an hour; what is less than a millisecond is cut off. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis < 1000) {
      return millis + "ms";
    }
    long minutes = duration.toMinutes();
    BigDecimal seconds = BigDecimal.valueOf(millis - minutes * 60_000, 3).stripTrailingZeros();
    return (minutes > 0 ? minutes + "m" : "") + seconds.toPlainString() + "s";
  }
}
