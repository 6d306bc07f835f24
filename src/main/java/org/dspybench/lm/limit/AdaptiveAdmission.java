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

  private final RecentCalls recent;
  private final Concurrency concurrency;
  private final Pacer pacer;
  private final Pause pause;

  AdaptiveAdmission(CallLimit.Adaptive limit, long nowNanos) {
    recent = new RecentCalls(nowNanos);
    concurrency = Concurrency.of(limit.algorithm(), recent, nowNanos);
    pacer = new Pacer(recent, nowNanos);
    pause = new Pause(nowNanos);
  }

  @Override
  public long delayNanos(long nowNanos, int tokens, int inFlight) {
    long pauseNanos = pause.leftNanos(nowNanos);
    if (pauseNanos > 0) {
      return pauseNanos;
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
    pause.begin(nowNanos, retryAfter.orElse(Duration.ZERO));
    boolean echo = recent.isEcho(start);
    recent.refused(start, nowNanos);
    if (echo) {
      pacer.refusedToo(nowNanos, pause.endNanos());
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
      pacer.refused(start, nowNanos, pause.endNanos());
    }
  }

  @Override
  public OptionalInt limit() {
    return OptionalInt.of(concurrency.limit());
  }
}
