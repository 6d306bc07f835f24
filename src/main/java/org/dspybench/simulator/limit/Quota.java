package org.dspybench.simulator.limit;

import org.dspybench.simulator.profile.SimulatorSettings;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets: at most so many requests and so many tokens per minute, refilled without steps.
 *
 * <p>A quota is about real time. {@link SimulatorSettings#timeScale()} does not touch it, and which
 * call it rejects is not decided by the seed.
 *
 * @param requestsPerMinute the limit on requests, or null where there is none
 * @param tokensPerMinute the limit on tokens, or null where there is none
 * @param initialFill share of a full minute that is there at the start, from 0 to 1
 */
public record Quota(
    @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute, double initialFill) {

  /** Per minute; keeps the bucket's arithmetic inside 64 bits. */
  public static final int LARGEST_LIMIT = 100_000_000;

  /** Refuses a quota that limits nothing, or cannot be met. */
  public Quota {
    if (requestsPerMinute == null && tokensPerMinute == null) {
      throw new IllegalArgumentException("a quota limits requests, tokens or both");
    }
    checkLimit(requestsPerMinute);
    checkLimit(tokensPerMinute);
    if (!(initialFill >= 0 && initialFill <= 1)) {
      throw new IllegalArgumentException("an initial fill is from 0 to 1, not " + initialFill);
    }
  }

  private static void checkLimit(@Nullable Integer limit) {
    if (limit != null && (limit < 1 || limit > LARGEST_LIMIT)) {
      throw new IllegalArgumentException(
          "a limit per minute is from 1 to " + LARGEST_LIMIT + ", not " + limit);
    }
  }
}
