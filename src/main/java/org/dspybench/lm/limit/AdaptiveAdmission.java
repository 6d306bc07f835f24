package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The capacity of an endpoint found by trying: a number of calls in flight ({@link Concurrency}), a
 * pace ({@link Pacer}), and a pause for everybody when the endpoint asks one caller to wait. Each
 * refusal cuts whichever of the first two it seems to be for.
 */
final class AdaptiveAdmission implements Admission {

  /**
   * The longest pause obeyed. An endpoint may ask for hours, and whoever waits here would hear
   * nothing of it; so a call is let out to be told.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final RecentCalls recent;
  private final Concurrency concurrency;
  private final Pacer pacer;
  private long resumeNanos;

  AdaptiveAdmission(CallLimit.Adaptive limit, long nowNanos) {
    recent = new RecentCalls(nowNanos);
    concurrency = Concurrency.of(limit.algorithm(), recent, nowNanos);
    pacer = new Pacer(recent, nowNanos);
    resumeNanos = nowNanos;
  }

  @Override
  public long delayNanos(long nowNanos, int tokens, int inFlight) {
    if (resumeNanos - nowNanos > 0) {
      return resumeNanos - nowNanos;
    }
    return inFlight < concurrency.limit() ? pacer.delayNanos(nowNanos) : UNTIL_A_CALL_ENDS;
  }

  @Override
  public void started(Start start) {
    recent.started(start);
    pacer.started(start);
  }

  @Override
  public void returned(Start start) {
    recent.returned(start);
  }

  @Override
  public void succeeded(Start start, long nowNanos) {
    concurrency.succeeded(start, nowNanos);
  }

  @Override
  public void dropped(Start start, long nowNanos, Optional<Duration> retryAfter) {
    pause(nowNanos, retryAfter.orElse(Duration.ZERO));
    boolean echo = recent.isEcho(start);
    recent.refused(start, nowNanos);
    if (echo) {
      pacer.refusedToo(nowNanos, resumeNanos);
      return;
    }
    boolean crowded = concurrency.isToBlame(start);
    if (crowded) {
      concurrency.cut(start, nowNanos);
    }
    // An endpoint that names a time means a rate, whatever else it looks like.
    if (crowded && retryAfter.isEmpty()) {
      pacer.crowded(start, nowNanos);
    } else {
      pacer.refused(start, nowNanos, resumeNanos);
    }
  }

  private void pause(long nowNanos, Duration asked) {
    Duration pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    long endNanos = nowNanos + pause.toNanos();
    long earliest = resumeNanos - nowNanos > 0 ? resumeNanos : nowNanos;
    resumeNanos = endNanos - earliest > 0 ? endNanos : earliest;
  }

  @Override
  public OptionalInt limit() {
    return OptionalInt.of(concurrency.limit());
  }
}
