package org.dspybench.simulator.limit;

import java.time.Duration;

/**
 * One limit per minute, as a provider keeps it. Times are those of a monotonic clock and do not go
 * back. Not thread-safe.
 */
interface Allowance {

  /** Units per minute. */
  long limit();

  /** Units used and not yet free again. */
  long used(long nowNanos);

  /**
   * How long until {@code requested} units fit, if nobody takes them first; zero if they do. Never,
   * if they exceed the limit.
   */
  Duration waitFor(long requested, long nowNanos);

  /** How long until nothing is used any more. */
  Duration reset(long nowNanos);

  /** Uses {@code units}; the caller has seen that they fit. */
  void charge(long units, long nowNanos);
}
