package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stub. */
public final class Permit {
  private final CallLimiter limiter;
  private final AtomicBoolean ended = new AtomicBoolean();

  Permit(CallLimiter limiter) {
    this.limiter = limiter;
  }

  /** Stub. */
  public void succeeded() {
    end();
  }

  /** Stub. */
  public void ignored() {
    end();
  }

  /** Stub. */
  public void dropped(Optional<Duration> retryAfter) {
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      limiter.ended();
    }
  }
}
