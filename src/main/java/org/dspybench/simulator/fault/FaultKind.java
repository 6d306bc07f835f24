package org.dspybench.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an endpoint does instead of answering. The refusals come at once, in a provider's words; the
 * others break an answer, at the time when it would have come.
 */
public enum FaultKind {
  /** 429 {@code rate_limit_exceeded}. */
  RATE_LIMIT,
  /** 429 {@code slow_down}. */
  SLOW_DOWN,
  /** 429 {@code insufficient_quota}, which no waiting helps. */
  INSUFFICIENT_QUOTA,
  /** 500. */
  SERVER_ERROR,
  /** 503 {@code server_is_overloaded}. */
  UNAVAILABLE,
  /** 529, which Anthropic sends. */
  OVERLOADED,
  /** 401 {@code invalid_api_key}. */
  INVALID_KEY,
  /** 400 {@code context_length_exceeded}. */
  CONTEXT_LENGTH,
  /** The connection is reset before any header. */
  RESET_BEFORE_HEADERS,
  /** The connection is reset in the middle of the body. */
  RESET_MID_BODY,
  /** 200 without a body. */
  EMPTY_BODY,
  /** 200 with half of the JSON. */
  TRUNCATED_JSON,
  /** 200 with JSON that is no completion. */
  OTHER_JSON,
  /** A page of HTML under status 200. */
  HTML_PAGE,
  /** A page of HTML under status 502. */
  HTML_PAGE_502,
  /** The right answer in a body of 10 MB. */
  LARGE_BODY,
  /** The right answer, a byte each second. */
  SLOW_DRIP,
  /** Never an answer, and the connection stays open. */
  NO_ANSWER,
  /** The right answer, after which the port refuses connections for 50 ms. */
  REFUSE,
  /** All connections are reset and the port refuses new ones for a second. */
  DIE;

  /** Its name in a profile, a header and a log: the constant's in kebab case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind of that {@link #label}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static FaultKind ofLabel(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fault is named '" + label + "'; there are: " + labels()));
  }

  private static String labels() {
    return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
  }

  /** Whether it is an error in a provider's words, rather than an answer that breaks. */
  public boolean isRefusal() {
    return compareTo(CONTEXT_LENGTH) <= 0;
  }

  /** Whether a client that is patient enough gets the right answer all the same. */
  public boolean answers() {
    return this == LARGE_BODY || this == SLOW_DRIP || this == REFUSE;
  }
}
