package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Another policy, which nothing starts under while the endpoint has asked one caller to wait. */
final class ObedientAdmission implements Admission {

  private final Admission policy;
  private final Pause pause;

  ObedientAdmission(Admission policy, long nowNanos) {
    this.policy = policy;
    this.pause = new Pause(nowNanos);
  }

  @Override
  public long delayNanos(long nowNanos, int tokens, int inFlight) {
    long pauseNanos = pause.leftNanos(nowNanos);
    return pauseNanos > 0 ? pauseNanos : policy.delayNanos(nowNanos, tokens, inFlight);
  }

  @Override
  public Optional<String> refusal(int tokens) {
    return policy.refusal(tokens);
  }

  @Override
  public void started(Start start) {
    policy.started(start);
  }

  @Override
  public void returned(Start start) {
    policy.returned(start);
  }

  @Override
  public void succeeded(Start start, long nowNanos) {
    policy.succeeded(start, nowNanos);
  }

  @Override
  public void dropped(Start start, long nowNanos, Optional<Duration> retryAfter) {
    pause.begin(nowNanos, retryAfter.orElse(Duration.ZERO));
    policy.dropped(start, nowNanos, retryAfter);
  }

  @Override
  public void changeRate(CallLimit.Rate rate, long nowNanos) {
    policy.changeRate(rate, nowNanos);
  }

  @Override
  public OptionalInt limit() {
    return policy.limit();
  }
}
