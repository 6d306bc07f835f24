package org.dspybench.simulator.limit;

import java.time.Duration;

/**
 * One limit per minute as OpenAI and Anthropic keep it: what was used flows off without steps,
 * {@code limit / 60} every second.
 *
 * <p>The state is one number, the time at which nothing will be used any more. Every figure derives
 * from it: with {@code used} rounded up to a whole unit,
 *
 * <pre>
 *   wait  = (used + requested - limit) x 60 s / limit
 *   reset = that time - now        until the bucket is full, not until the next call may pass
 * </pre>
 *
 * Seventeen waits that OpenAI printed, and its headers after one call and after several, come out.
 */
final class TokenBucket implements Allowance {

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final long limit;
  private long fullAtNanos;

  TokenBucket(long limitPerMinute, double initialFill, long nowNanos) {
    this.limit = limitPerMinute;
    this.fullAtNanos = nowNanos + Math.round((1 - initialFill) * MINUTE_NANOS);
  }

  @Override
  public long limit() {
    return limit;
  }

  @Override
  public long used(long nowNanos) {
    long debtNanos = Math.max(0, fullAtNanos - nowNanos);
    return ceilDiv(debtNanos * limit, MINUTE_NANOS);
  }

  @Override
  public Duration waitFor(long requested, long nowNanos) {
    return flowOff(Math.max(0, used(nowNanos) + requested - limit));
  }

  @Override
  public Duration reset(long nowNanos) {
    return Duration.ofNanos(Math.max(0, fullAtNanos - nowNanos));
  }

  @Override
  public void charge(long units, long nowNanos) {
    // Rounded down, so that used() rounds up to the very number charged.
    fullAtNanos = Math.max(fullAtNanos, nowNanos) + units * MINUTE_NANOS / limit;
  }

  private Duration flowOff(long units) {
    return Duration.ofNanos(ceilDiv(units * MINUTE_NANOS, limit));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
