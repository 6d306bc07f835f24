package org.dspybench.simulator.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the simulator answers 429 instead of an answer: by chance, decided by the seed, or because a
 * quota is used up, or both. A 429 is sent at once, before any latency.
 *
 * @param probability share of attempts that meet a seeded 429, from 0 to 1
 * @param retryAfter the wait that a seeded 429 asks for
 * @param form the headers that carry the wait of every 429, a quota's too
 * @param quota the token buckets, or null where there are none
 */
public record RateLimits(
    double probability, Duration retryAfter, RetryAfterForm form, @Nullable Quota quota) {

  /** No 429 at all. */
  public static final RateLimits NONE =
      new RateLimits(0, Duration.ZERO, RetryAfterForm.OPENAI, null);

  /** Refuses a share outside 0 to 1 and a negative wait. */
  public RateLimits {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is from 0 to 1, not " + probability);
    }
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("a wait is not negative: " + retryAfter);
    }
  }
}
