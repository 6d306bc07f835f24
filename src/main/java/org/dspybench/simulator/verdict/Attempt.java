package org.dspybench.simulator.verdict;

import org.jspecify.annotations.Nullable;

/**
 * One attempt as far as it tells of its client. Times are microseconds of one clock.
 *
 * @param key the same for the same question
 * @param arrivedMicros when it came
 * @param endedMicros when its answer was handed over, or its client went away
 * @param outcome what it came to
 * @param charged whether a quota let it in, if there is one
 * @param waitMicros what it was asked to wait before another attempt, or null
 */
public record Attempt(
    String key,
    long arrivedMicros,
    long endedMicros,
    Outcome outcome,
    boolean charged,
    @Nullable Long waitMicros) {

  /** What an attempt came to. */
  public enum Outcome {
    /** The right answer. */
    ANSWERED,
    /** A failure that may pass. */
    FAILED,
    /**
     * An error that no other attempt will mend: 400, 401, {@code insufficient_quota}, too large.
     */
    FAILED_FOR_GOOD,
    /** The client went away before the answer. */
    ABANDONED
  }

  /** Whether another attempt could have come to something else. */
  boolean failed() {
    return outcome == Outcome.FAILED;
  }

  boolean succeeded() {
    return outcome == Outcome.ANSWERED;
  }

  /**
   * The first moment at which another attempt obeys the wait asked for. It counts from the arrival,
   * because a date does; to a span of time that is lenient by what it took to write the answer.
   */
  long welcomeAgainMicros() {
    return waitMicros == null ? endedMicros : Math.max(endedMicros, arrivedMicros + waitMicros);
  }
}
