package org.dspybench.simulator.trace;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The wait that an answer's headers ask for: {@code retry-after-ms}, or {@code retry-after}. */
final class WaitAsked {

  private static final int MILLI_DIGITS = 3;

  /** Nobody means more; what says more is no wait. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(LONGEST.toSeconds());

  private WaitAsked() {}

  static Optional<Duration> in(HttpHeaders headers) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(WaitAsked::number)
        .map(millis -> millis.movePointLeft(MILLI_DIGITS))
        .or(() -> headers.firstValue("retry-after").flatMap(WaitAsked::number))
        .filter(seconds -> seconds.compareTo(LONGEST_SECONDS) <= 0)
        .map(seconds -> Duration.ofNanos(seconds.movePointRight(9).longValue()))
        .or(() -> headers.firstValue("retry-after").flatMap(WaitAsked::untilDate));
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip())).filter(number -> number.signum() >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> untilDate(String text) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(Instant.now(), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait)
          .filter(bounded -> bounded.compareTo(LONGEST) <= 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
