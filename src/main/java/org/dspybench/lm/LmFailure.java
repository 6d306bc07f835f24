package org.dspybench.lm;

import java.util.Locale;

/** What can go wrong with one attempt at a call. */
public enum LmFailure {
  /** Status 429: too many requests or tokens. */
  RATE_LIMITED(true),
  /** Status 429 with a code that says the account's money or quota is used up. */
  QUOTA_EXHAUSTED(false),
  /** Status 408. */
  REQUEST_TIMEOUT(true),
  /** Status 409. */
  CONFLICT(true),
  /** Any other status that is neither 2xx nor 5xx: the same request would meet it again. */
  REJECTED(false),
  /** Status 5xx. */
  SERVER_ERROR(true),
  /** Refused, reset, closed early, or not HTTP. */
  CONNECTION(true),
  /** No complete answer in time. */
  TIMEOUT(true),
  /** A body larger than the client reads. */
  OVERSIZED(false),
  /** A body that is not UTF-8. */
  GARBLED(true),
  /** A body under status 2xx that is not the JSON of a completion: cut off, empty, or a page. */
  MALFORMED(true),
  /** The deadline passed, the batch was cancelled, or the client closed. */
  CANCELLED(false);

  private final boolean retryable;

  LmFailure(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same request may succeed when sent again. */
  public boolean retryable() {
    return retryable;
  }

  /** The name in envelopes and metrics, such as {@code server-error}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The failure of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  static LmFailure of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The failure that a status other than 2xx stands for. */
  static LmFailure ofStatus(int status, boolean quotaExhausted) {
    return switch (status) {
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 429 -> quotaExhausted ? QUOTA_EXHAUSTED : RATE_LIMITED;
      default -> status >= 500 ? SERVER_ERROR : REJECTED;
    };
  }
}
