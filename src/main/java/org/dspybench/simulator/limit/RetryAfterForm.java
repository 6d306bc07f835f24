package org.dspybench.simulator.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The headers in which a 429 says how long to wait. A wait is rounded up to the unit sent. */
public enum RetryAfterForm {
  /** {@code retry-after} in whole seconds and {@code retry-after-ms}, as OpenAI sends them. */
  OPENAI,
  /** {@code retry-after} in whole seconds alone, as Anthropic and Groq send it. */
  SECONDS,
  /**
   * {@code retry-after} with a fraction, such as {@code 0.2}: no provider's form, but DSPy and the
   * OpenAI clients obey it, and a benchmark need not wait a second for each fault.
   */
  FRACTION,
  /** {@code retry-after-ms} alone. */
  MILLISECONDS,
  /** No hint at all, as seen from Azure and Anthropic. */
  NONE;

  /** The headers that carry {@code wait}. */
  public Map<String, String> headers(Duration wait) {
    long millis = wait.plusNanos(999_999).toMillis();
    String seconds = Long.toString(wait.plusNanos(999_999_999).toSeconds());
    return switch (this) {
      case OPENAI -> Map.of("retry-after", seconds, "retry-after-ms", Long.toString(millis));
      case SECONDS -> Map.of("retry-after", seconds);
      case FRACTION -> Map.of("retry-after", Double.toString(millis / 1000.0));
      case MILLISECONDS -> Map.of("retry-after-ms", Long.toString(millis));
      case NONE -> Map.of();
    };
  }

  /** The name in a profile file: the constant's in lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
