package org.dspybench.lm.limit;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import java.util.concurrent.TimeUnit;

/**
 * How many calls may be in flight, found by a {@link Limit} of Netflix's concurrency-limits. This
 * class chooses what the algorithm is told, because of two things that it takes no account of:
 *
 * <ul>
 *   <li>It grows with each answer, which doubles the limit every round trip: right as long as
 *       nothing was refused (the slow start of TCP), far too fast after. So a cut is followed by
 *       five round trips without growth, but at least a second and at most fifteen. Each step up
 *       halves the wait for the next.
 *   <li>Not every refusal is a matter of calls in flight. It is one if, among the recent calls that
 *       started among as many others or more, most were refused, and more than one: an endpoint
 *       that allows a number at once refuses all beyond it and none below, while one that allows a
 *       number per second refuses among few and many alike.
 * </ul>
 *
 * <p>A cut goes on until the limit is below the calls in flight, not only below what it was: what
 * of a limit was not used says nothing (RFC 5681, 3.1, takes the flight size too).
 */
final class Concurrency {

  private static final int INITIAL = 20;
  private static final int MOST = 1000;

  private static final long PATIENCE_ROUND_TRIPS = 5;
  private static final long LEAST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** A call tests the limit if it started among at least this share of it. */
  private static final double TESTING_SHARE = 0.8;

  /** One may be a matter of chance. */
  private static final int REFUSALS_TO_BLAME = 2;

  private final RecentCalls recent;
  private final Limit limit;
  private final boolean heedsRefusals;
  private long roundTripNanos;
  private long patienceNanos;
  private long nextStepNanos;

  private Concurrency(Limit limit, boolean heedsRefusals, RecentCalls recent, long nowNanos) {
    this.limit = limit;
    this.heedsRefusals = heedsRefusals;
    this.recent = recent;
    nextStepNanos = nowNanos;
  }

  static Concurrency of(CallLimit.Algorithm algorithm, RecentCalls recent, long nowNanos) {
    return switch (algorithm) {
      case AIMD -> new Concurrency(aimd(), true, recent, nowNanos);
      case GRADIENT2 -> new Concurrency(gradient2(), false, recent, nowNanos);
    };
  }

  /** {@code limit + 1} for an answer, {@code 0.9 limit} for a refusal. */
  private static Limit aimd() {
    return AIMDLimit.newBuilder()
        .initialLimit(INITIAL)
        .minLimit(1)
        .maxLimit(MOST)
        // A slow answer is an answer: a language model may take minutes.
        .timeout(1, TimeUnit.DAYS)
        .build();
  }

  /** Falls with {@code 2 x long-term / present latency}; knows nothing of refusals. */
  private static Limit gradient2() {
    return Gradient2Limit.newBuilder()
        .initialLimit(INITIAL)
        .minLimit(1)
        .maxConcurrency(MOST)
        // 1.5 by default, which the scatter of single answers exceeds.
        .rttTolerance(2)
        .build();
  }

  int limit() {
    return limit.getLimit();
  }

  void succeeded(Start start, long nowNanos) {
    roundTripNanos = nowNanos - start.atNanos();
    if (testsLimit(start) && nowNanos - nextStepNanos >= 0) {
      tell(start, nowNanos, false);
      patienceNanos /= 2;
      nextStepNanos = nowNanos + patienceNanos;
    }
  }

  /** Whether it is for the calls in flight that this one was refused. */
  boolean isToBlame(Start start) {
    long refused = recent.refusedAmong(start.inFlight());
    long accepted = recent.acceptedAmong(start.inFlight());
    return heedsRefusals && refused >= REFUSALS_TO_BLAME && refused > accepted;
  }

  /** Allows fewer in flight than there were when that call started. */
  void cut(Start start, long nowNanos) {
    do {
      tell(start, nowNanos, true);
    } while (limit.getLimit() >= start.inFlight() && limit.getLimit() > 1);
    long patience = PATIENCE_ROUND_TRIPS * roundTripNanos;
    patienceNanos = Math.max(LEAST_PATIENCE_NANOS, Math.min(patience, MOST_PATIENCE_NANOS));
    nextStepNanos = nowNanos + patienceNanos;
  }

  private boolean testsLimit(Start start) {
    return start.inFlight() >= TESTING_SHARE * limit.getLimit();
  }

  private void tell(Start start, long nowNanos, boolean refused) {
    limit.onSample(start.atNanos(), nowNanos - start.atNanos(), start.inFlight(), refused);
  }
}
