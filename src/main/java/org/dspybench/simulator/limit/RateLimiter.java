package org.dspybench.simulator.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The buckets of a {@link Quota}. A call passes if it fits all of them, and then is charged to all;
 * one that does not is charged to none. Not thread-safe.
 */
public final class RateLimiter {

  /** A bucket and what OpenAI calls it in headers, error types and messages. */
  private record Limit(String unit, String words, TokenBucket bucket) {
    long requested(long tokens) {
      return unit.equals("requests") ? 1 : tokens;
    }
  }

  private final List<Limit> limits = new ArrayList<>();

  public RateLimiter(Quota quota, long nowNanos) {
    if (quota.requestsPerMinute() != null) {
      limits.add(
          new Limit(
              "requests",
              "requests per min (RPM)",
              new TokenBucket(quota.requestsPerMinute(), quota.initialFill(), nowNanos)));
    }
    if (quota.tokensPerMinute() != null) {
      limits.add(
          new Limit(
              "tokens",
              "tokens per min (TPM)",
              new TokenBucket(quota.tokensPerMinute(), quota.initialFill(), nowNanos)));
    }
  }

  /** Charges a call of so many tokens, or says why it is rejected. */
  public Optional<Rejection> admit(long tokens, long nowNanos) {
    Optional<Rejection> rejection =
        limits.stream()
            .filter(limit -> !waitFor(limit, tokens, nowNanos).isZero())
            .max(Comparator.comparing(limit -> waitFor(limit, tokens, nowNanos)))
            .map(limit -> rejection(limit, tokens, nowNanos));
    if (rejection.isEmpty()) {
      limits.forEach(limit -> limit.bucket().charge(limit.requested(tokens), nowNanos));
    }
    return rejection;
  }

  /** The {@code x-ratelimit-*} headers for the state as it is. */
  public Map<String, String> headers(long nowNanos) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Limit limit : limits) {
      TokenBucket bucket = limit.bucket();
      String unit = limit.unit();
      long remaining = bucket.limit() - bucket.used(nowNanos);
      headers.put("x-ratelimit-limit-" + unit, Long.toString(bucket.limit()));
      headers.put("x-ratelimit-remaining-" + unit, Long.toString(remaining));
      headers.put("x-ratelimit-reset-" + unit, GoDuration.format(bucket.reset(nowNanos)));
    }
    return headers;
  }

  private static Duration waitFor(Limit limit, long tokens, long nowNanos) {
    return limit.bucket().waitFor(limit.requested(tokens), nowNanos);
  }

  private static Rejection rejection(Limit limit, long tokens, long nowNanos) {
    TokenBucket bucket = limit.bucket();
    long requested = limit.requested(tokens);
    if (requested > bucket.limit()) {
      return Rejection.tooLarge(limit.unit(), limit.words(), bucket.limit(), requested);
    }
    return Rejection.quota(
        limit.unit(),
        limit.words(),
        "Limit %d, Used %d, Requested %d"
            .formatted(bucket.limit(), bucket.used(nowNanos), requested),
        waitFor(limit, tokens, nowNanos));
  }
}
