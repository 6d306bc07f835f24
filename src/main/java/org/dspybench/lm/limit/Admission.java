package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says when the next call may start, and learns from how calls end. A policy has neither threads
 * nor a clock: every time is handed in, in nanoseconds of one monotonic clock, and never goes back.
 * Not thread-safe; {@link CallLimiter} calls it under its lock.
 */
interface Admission {

  /** The answer to {@link #delayNanos} that means: not before another call has ended. */
  long UNTIL_A_CALL_ENDS = Long.MAX_VALUE;

  /** The policy that a limit asks for. */
  static Admission of(CallLimit limit, long nowNanos) {
    if (limit instanceof CallLimit.Fixed fixed) {
      return new FixedAdmission(fixed.calls());
    }
    if (limit instanceof CallLimit.Rate rate) {
      return new RateAdmission(rate, nowNanos);
    }
    if (limit instanceof CallLimit.Obedient obedient) {
      return new ObedientAdmission(of(obedient.limit(), nowNanos), nowNanos);
    }
    return new AdaptiveAdmission((CallLimit.Adaptive) limit, nowNanos);
  }

  /**
   * How long the call at the head of the line has to wait yet: 0 if it may start now, {@link
   * #UNTIL_A_CALL_ENDS}, or the nanoseconds after which to ask again.
   */
  long delayNanos(long nowNanos, int tokens, int inFlight);

  /** Why a call of so many tokens can never start, as a sentence; empty if it can. */
  default Optional<String> refusal(int tokens) {
    return Optional.empty();
  }

  /** A call starts. */
  default void started(Start start) {}

  /** A call that was let go did not start after all: nobody wanted its permit any more. */
  default void returned(Start start) {}

  /** A call brought a usable answer. */
  default void succeeded(Start start, long nowNanos) {}

  /** A call was turned away or lost by an overloaded endpoint, which may have said until when. */
  default void dropped(Start start, long nowNanos, Optional<Duration> retryAfter) {}

  /**
   * Lets calls start at another rate from now on. What was saved up of the old one is kept, as far
   * as the new one holds it, and nothing is added.
   *
   * @throws UnsupportedOperationException if the limit is none by rate
   */
  default void changeRate(CallLimit.Rate rate, long nowNanos) {
    throw new UnsupportedOperationException("only a limit by rate has a rate to be changed");
  }

  /** Calls allowed in flight at once, as things stand; empty if their number is not limited. */
  OptionalInt limit();
}
