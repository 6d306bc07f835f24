package org.dspybench.lm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads how long a server asks to wait: {@code retry-after-ms}, which OpenAI and Azure send, and
 * {@code retry-after} in seconds, whole or not, or as an HTTP date (RFC 9110, 10.2.3). The first
 * wins where both stand, being the more exact. What is negative or unreadable is no hint.
 */
final class RetryHint {

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}");
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

  private RetryHint() {}

  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(value -> decimal(value, NANOS_PER_MILLI))
        .or(
            () ->
                headers
                    .firstValue("retry-after")
                    .flatMap(value -> decimal(value, NANOS_PER_SECOND).or(() -> date(value, now))));
  }

  private static Optional<Duration> decimal(String value, BigDecimal nanosPerUnit) {
    String text = value.strip();
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal nanos = new BigDecimal(text).multiply(nanosPerUnit);
    return Optional.of(Duration.ofNanos(nanos.setScale(0, RoundingMode.CEILING).longValueExact()));
  }

  private static Optional<Duration> date(String value, Instant now) {
    try {
      Instant then =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
