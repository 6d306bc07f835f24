package org.dspybench.simulator.provider;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers in which a refusal says how long to wait. A wait is rounded up to the unit sent, so
 * that who obeys is never early.
 */
public enum Hints {
  /** {@code retry-after} in whole seconds and {@code retry-after-ms}, as OpenAI and Azure send. */
  OPENAI,
  /** {@code retry-after} in whole seconds alone, as Anthropic and Groq send it. */
  SECONDS,
  /**
   * {@code retry-after} with a fraction, such as {@code 0.2}: no provider's form, but DSPy and the
   * OpenAI clients obey it, and a benchmark need not wait a second for each fault.
   */
  FRACTION,
  /** {@code retry-after} as an HTTP date: RFC 9110's other form, which clients read too. */
  DATE,
  /** {@code retry-after-ms} alone. */
  MILLISECONDS,
  /** No hint at all, neither in headers nor in the message, as seen from Azure and Anthropic. */
  NONE;

  /** RFC 9110's fixed form: two digits for the day, unlike RFC 1123's formatter in the JDK. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The headers that carry {@code wait}, said at {@code now}. */
  public Map<String, String> headers(Duration wait, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    switch (this) {
      case OPENAI, SECONDS -> headers.put("retry-after", Long.toString(ceilSeconds(wait)));
      case FRACTION ->
          headers.put(
              "retry-after",
              BigDecimal.valueOf(ceilMillis(wait), 3).stripTrailingZeros().toPlainString());
      case DATE -> headers.put("retry-after", HTTP_DATE.format(until(wait, now)));
      case MILLISECONDS, NONE -> {}
    }
    if (this == OPENAI || this == MILLISECONDS) {
      headers.put("retry-after-ms", Long.toString(ceilMillis(wait)));
    }
    return headers;
  }

  /** What the finest of these headers asks to wait; empty if there is none. */
  public Optional<Duration> asked(Duration wait, Instant now) {
    return switch (this) {
      case OPENAI, FRACTION, MILLISECONDS -> Optional.of(Duration.ofMillis(ceilMillis(wait)));
      case SECONDS -> Optional.of(Duration.ofSeconds(ceilSeconds(wait)));
      case DATE -> Optional.of(Duration.between(now, until(wait, now)));
      case NONE -> Optional.empty();
    };
  }

  /** The name in a profile file: the constant's in lower case. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Instant until(Duration wait, Instant now) {
    return Instant.ofEpochSecond(now.plus(wait).plusNanos(999_999_999).getEpochSecond());
  }

  private static long ceilMillis(Duration wait) {
    return wait.plusNanos(999_999).toMillis();
  }

  private static long ceilSeconds(Duration wait) {
    return wait.plusNanos(999_999_999).toSeconds();
  }
}
