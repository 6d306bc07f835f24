package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to make one attempt at a call. Its holder ends it by saying what became of the attempt; the
 * first word counts and later ones do nothing. A permit that is never ended is in flight for ever.
 * Thread-safe.
 */
public final class Permit {

  private final CallLimiter limiter;
  private final Start start;
  private final AtomicBoolean ended = new AtomicBoolean();

  Permit(CallLimiter limiter, Start start) {
    this.limiter = limiter;
    this.start = start;
  }

  /** A usable answer came. */
  public void succeeded() {
    end((admission, now) -> admission.succeeded(start, now));
  }

  /**
   * The attempt says nothing about the endpoint's capacity: it was cancelled, rejected as wrong, or
   * ran into a deadline of our own.
   */
  public void ignored() {
    end((admission, now) -> {});
  }

  /**
   * The endpoint is overloaded: it answered 429, 503 or 529, or nothing in time.
   *
   * @param retryAfter how long it asks to be left alone, from now, if it said so
   */
  public void dropped(Optional<Duration> retryAfter) {
    end((admission, now) -> admission.dropped(start, now, retryAfter));
  }

  /** Nobody wanted the permit any more: what it took goes back. */
  void returned() {
    end((admission, now) -> admission.returned(start));
  }

  private void end(Ending ending) {
    if (ended.compareAndSet(false, true)) {
      limiter.end(ending);
    }
  }

  /** What the policy is told at the end of a call. */
  @FunctionalInterface
  interface Ending {
    void tell(Admission admission, long nowNanos);
  }
}
