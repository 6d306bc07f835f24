package org.dspybench.lm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about trying again.
 *
 * @param delay how long it asks to wait
 * @param shouldRetry whether it wants another attempt at all: {@code x-should-retry}, which OpenAI
 *     and Anthropic send and their clients obey before anything else
 */
record RetryHints(Optional<Duration> delay, Optional<Boolean> shouldRetry) {

  static final RetryHints NONE = new RetryHints(Optional.empty(), Optional.empty());

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}");
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

  /**
   * Reads the headers: {@code retry-after-ms}, which OpenAI and Azure send, and {@code retry-after}
   * in seconds, whole or not, or as an HTTP date (RFC 9110, 10.2.3). The first wins where both
   * stand, being the more exact. What is negative or unreadable is no hint.
   *
   * @param now the moment from which a date is counted
   */
  static RetryHints of(
      @Nullable String retryAfterMs,
      @Nullable String retryAfter,
      @Nullable String shouldRetry,
      Instant now) {
    if (retryAfterMs == null && retryAfter == null && shouldRetry == null) {
      return NONE;
    }
    Optional<Duration> delay =
        Optional.ofNullable(retryAfterMs)
            .flatMap(value -> decimal(value, NANOS_PER_MILLI))
            .or(
                () ->
                    Optional.ofNullable(retryAfter)
                        .flatMap(
                            value -> decimal(value, NANOS_PER_SECOND).or(() -> date(value, now))));
    return new RetryHints(delay, Optional.ofNullable(shouldRetry).flatMap(RetryHints::bool));
  }

  private static Optional<Boolean> bool(String value) {
    return switch (value.strip()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
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
