package org.dspybench.lm;

import java.time.Duration;

/**
 * Calls made for one purpose, such as a batch: cancelled together, counted together, and with one
 * budget of retries. Thread-safe.
 */
public final class CallGroup {

  private final Cancellation cancellation = new Cancellation();
  private final LmRecorder recorder = new LmRecorder();
  private final RetryBudget budget;

  /**
   * Makes a group without calls.
   *
   * @param retryReserve retries that its calls may make beyond one for each answer, taken together;
   *     waits that an endpoint asks for after a 429 are not counted
   */
  public CallGroup(int retryReserve) {
    this.budget = new RetryBudget(retryReserve);
  }

  /** A context without a deadline of its own. */
  public CallContext context() {
    return new CallContext(this, Long.MAX_VALUE);
  }

  /** A context whose calls end when a time has passed, counted from now. */
  public CallContext lasting(Duration time) {
    return new CallContext(this, time.toNanos());
  }

  /** Ends the calls that wait or are in flight; those that follow end before they begin. */
  public void cancel() {
    cancellation.cancel();
  }

  /** What was counted so far. */
  public LmMetrics metrics() {
    return recorder.snapshot();
  }

  /** Durations of attempts, request to answer. */
  public LatencyRecorder attempts() {
    return recorder.attempts();
  }

  /** How long attempts waited for the limit before they began. */
  public LatencyRecorder waits() {
    return recorder.waits();
  }

  Cancellation cancellation() {
    return cancellation;
  }

  LmRecorder recorder() {
    return recorder;
  }

  RetryBudget budget() {
    return budget;
  }
}
