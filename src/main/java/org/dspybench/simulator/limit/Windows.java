package org.dspybench.simulator.limit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One limit per minute as Azure keeps it: counters that start again at the edge of their window.
 * Tokens have the minute alone; requests also have to be spread over it, so windows of 1 s and 10 s
 * let in no more than their part of the minute, rounded up. The windows follow one another from the
 * start on; an edge of a longer one is an edge of each shorter one.
 *
 * <p>After <a href="https://learn.microsoft.com/azure/ai-services/openai/how-to/quota">Microsoft's
 * description</a>, which says that the token counter is reset each minute and that requests are
 * judged over 1 s or 10 s, but not whether those windows slide.
 */
final class Windows implements Allowance {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MINUTE_SECONDS = 60;

  private static final class Window {
    final long spanNanos;
    final long allowed;
    long endNanos;
    long used;

    Window(long limit, long seconds, double initialFill, long nowNanos) {
      this.spanNanos = seconds * SECOND_NANOS;
      this.allowed = -Math.floorDiv(-limit * seconds, MINUTE_SECONDS);
      this.endNanos = nowNanos + spanNanos;
      this.used = allowed - Math.round(initialFill * allowed);
    }

    void advanceTo(long nowNanos) {
      if (nowNanos >= endNanos) {
        endNanos += ((nowNanos - endNanos) / spanNanos + 1) * spanNanos;
        used = 0;
      }
    }
  }

  private final Window minute;
  private final List<Window> windows;

  private Windows(long limit, double initialFill, long nowNanos, Long... seconds) {
    this.minute = new Window(limit, MINUTE_SECONDS, initialFill, nowNanos);
    this.windows =
        Stream.concat(
                Stream.of(minute),
                Stream.of(seconds).map(span -> new Window(limit, span, initialFill, nowNanos)))
            .toList();
  }

  /** For requests: over 1 s, 10 s and the minute. */
  static Windows ofRequests(long limitPerMinute, double initialFill, long nowNanos) {
    return new Windows(limitPerMinute, initialFill, nowNanos, 1L, 10L);
  }

  /** For tokens: over the minute. */
  static Windows ofTokens(long limitPerMinute, double initialFill, long nowNanos) {
    return new Windows(limitPerMinute, initialFill, nowNanos);
  }

  @Override
  public long limit() {
    return minute.allowed;
  }

  @Override
  public long used(long nowNanos) {
    minute.advanceTo(nowNanos);
    return minute.used;
  }

  @Override
  public Duration waitFor(long requested, long nowNanos) {
    long waitNanos = 0;
    for (Window window : windows) {
      window.advanceTo(nowNanos);
      if (window.used + requested > window.allowed) {
        waitNanos = Math.max(waitNanos, window.endNanos - nowNanos);
      }
    }
    return Duration.ofNanos(waitNanos);
  }

  @Override
  public Duration reset(long nowNanos) {
    return used(nowNanos) == 0 ? Duration.ZERO : Duration.ofNanos(minute.endNanos - nowNanos);
  }

  @Override
  public void charge(long units, long nowNanos) {
    for (Window window : windows) {
      window.advanceTo(nowNanos);
      window.used += units;
    }
  }
}
