package org.dspybench.lm;

import java.time.Duration;

/**
 * When to try again, and after how long. Pure: without clock, thread or state, and so safe to
 * share.
 *
 * <p>Without a hint from the server the wait after attempt {@code n} is drawn evenly from zero to
 * {@code min(maxDelay, baseDelay * 2^(n-1))} ("full jitter", M. Brooker, AWS Architecture Blog,
 * 2015). A hint wins over the formula, and what the formula draws is added to it, so that callers
 * told the same moment do not return together, and none returns early. A hint beyond {@code
 * maxDelay} ends the call, and so does a wait that would last beyond {@code maxTotal}.
 *
 * <p>The draw is a function of (seed, call, attempt): a run can be repeated, whatever the order its
 * calls end in.
 *
 * @param maxAttempts attempts at a call in all, the first included
 * @param baseDelay widest wait after the first attempt
 * @param maxDelay longest wait by the formula, and longest hint obeyed
 * @param maxTotal longest time from the start of the first attempt to the start of the last
 * @param seed fixes all draws
 */
public record RetryPolicy(
    int maxAttempts, Duration baseDelay, Duration maxDelay, Duration maxTotal, long seed) {

  /** One attempt. */
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

  /** Five retries, after 0.5 s, 1 s, 2 s, … at most; hints up to 120 s; ten minutes in all. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(6, Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofMinutes(10), 0);

  /**
   * @throws IllegalArgumentException if there is no attempt, or a delay is negative or out of order
   */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
    }
    if (baseDelay.isNegative() || maxDelay.compareTo(baseDelay) < 0) {
      throw new IllegalArgumentException(
          "delays must satisfy 0 <= baseDelay <= maxDelay, not " + baseDelay + ", " + maxDelay);
    }
    if (maxTotal.isNegative()) {
      throw new IllegalArgumentException("maxTotal must not be negative: " + maxTotal);
    }
  }

  /** This policy with another number of attempts. */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(attempts, baseDelay, maxDelay, maxTotal, seed);
  }

  /**
   * An attempt that failed.
   *
   * @param number which one, from 1
   * @param failure what happened
   * @param hints what the server said
   * @param elapsed since the call's first attempt began
   */
  record FailedAttempt(int number, LmFailure failure, RetryHints hints, Duration elapsed) {}

  /** What to do after a failed attempt. */
  sealed interface Decision {
    /** Wait, then try again. */
    record RetryAfter(Duration delay) implements Decision {}

    /** Leave it at that; the reason completes the sentence "given up because". */
    record GiveUp(String reason) implements Decision {}
  }

  /**
   * Decides what follows a failed attempt.
   *
   * @param call tells calls apart, so that they draw different waits
   */
  Decision decide(long call, FailedAttempt attempt) {
    if (!attempt.hints().shouldRetry().orElse(attempt.failure().retryable())) {
      return new Decision.GiveUp(
          attempt.failure().retryable()
              ? "the server asks not to try again"
              : "a retry cannot mend '" + attempt.failure().label() + "'");
    }
    if (attempt.number() >= maxAttempts) {
      return new Decision.GiveUp(maxAttempts + " of " + maxAttempts + " attempts were made");
    }
    Duration hint = attempt.hints().delay().orElse(Duration.ZERO);
    if (hint.compareTo(maxDelay) > 0) {
      return new Decision.GiveUp(
          "the server asks to wait "
              + seconds(hint)
              + " s, more than the "
              + seconds(maxDelay)
              + " s allowed");
    }
    Duration delay = hint.plus(jitter(call, attempt.number()));
    if (attempt.elapsed().plus(delay).compareTo(maxTotal) > 0) {
      return new Decision.GiveUp(
          "a wait of "
              + seconds(delay)
              + " s would go beyond the "
              + seconds(maxTotal)
              + " s allowed for a call");
    }
    return new Decision.RetryAfter(delay);
  }

  private Duration jitter(long call, int attempt) {
    // Nanoseconds in a double: exact to a nanosecond up to 104 days, and no overflow beyond.
    double widest = Math.min(nanos(maxDelay), Math.scalb(nanos(baseDelay), attempt - 1));
    long bits = mix(mix(mix(seed) ^ call) ^ attempt);
    double uniform = (bits >>> 11) * 0x1.0p-53;
    return Duration.ofNanos((long) (widest * uniform));
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  private static double seconds(Duration duration) {
    return nanos(duration) / 1e9;
  }

  /** The output function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), increment included. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
