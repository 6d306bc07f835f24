package org.dspybench.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time between two resets: settings, what each body has met so far, and the log. Thread-safe.
 *
 * <p>The k-th arrival of a body takes fault draw k. The latency draw advances only when an arrival
 * is answered, so a retry keeps the latency of the call that it repeats. A rejection by a quota
 * advances neither, for it depends on time: the draws stay those that seed and content decide. The
 * <em>set</em> of draws for a body that is asked at the same time by several callers is fixed;
 * which caller gets which is not.
 *
 * <p>Each distinct body asked keeps a few dozen bytes until the reset.
 */
final class Epoch {

  /** Calls that the log keeps, about 100 bytes each. */
  static final int LOG_CAPACITY = 500_000;

  private static final class Body {
    int arrivals;
    int faultDraws;
    int answers;
    int failuresNotRetried;
  }

  private final SimulatorSettings settings;
  private final LongSupplier nanoClock;
  private final Draws draws;
  private final CallLog log;
  private final @Nullable RateLimiter limiter;
  private final Map<String, Body> bodies = new HashMap<>();

  Epoch(SimulatorSettings settings, LongSupplier nanoClock) {
    long now = nanoClock.getAsLong();
    Quota quota = settings.profile().limits().quota();
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.draws = new Draws(settings.seed());
    this.log = new CallLog(LOG_CAPACITY, now);
    this.limiter = quota == null ? null : new RateLimiter(quota, now);
  }

  SimulatorSettings settings() {
    return settings;
  }

  /**
   * Decides an attempt at the moment of its arrival.
   *
   * @param tokens what a quota charges for it
   */
  synchronized PlannedCall arrive(String key, long tokens, long arrivedNanos) {
    Body body = bodies.computeIfAbsent(key, newKey -> new Body());
    boolean retry = body.failuresNotRetried > 0;
    log.arrived(nanoClock.getAsLong(), retry);
    body.failuresNotRetried -= retry ? 1 : 0;
    body.arrivals++;
    Optional<Rejection> rejection = reject(key, body, tokens, arrivedNanos);
    long plannedNanos = 0;
    if (rejection.isEmpty()) {
      plannedNanos = latencyNanos(key, body.answers++);
    } else {
      body.failuresNotRetried++;
    }
    Map<String, String> limitHeaders = limiter == null ? Map.of() : limiter.headers(arrivedNanos);
    return new PlannedCall(key, body.arrivals, arrivedNanos, plannedNanos, rejection, limitHeaders);
  }

  /** Notes that an attempt's answer is now handed to the connection. */
  synchronized void delivered(PlannedCall call) {
    log.delivered(call, nanoClock.getAsLong());
  }

  synchronized SimulatorStats stats(Duration cpuTime) {
    return log.stats(cpuTime);
  }

  synchronized List<SimulatedCall> calls() {
    return log.calls();
  }

  synchronized long droppedCalls() {
    return log.dropped();
  }

  private Optional<Rejection> reject(String key, Body body, long tokens, long nowNanos) {
    RateLimits limits = settings.profile().limits();
    Optional<Rejection> quota =
        limiter == null ? Optional.empty() : limiter.admit(tokens, nowNanos);
    if (quota.isPresent() || limits.probability() == 0) {
      return quota;
    }
    double u = draws.uniform(Draws.Stream.FAULT, key, body.faultDraws++);
    return u < limits.probability()
        ? Optional.of(Rejection.seeded(limits.retryAfter()))
        : Optional.empty();
  }

  private long latencyNanos(String key, int index) {
    double u = draws.uniform(Draws.Stream.LATENCY, key, index);
    Duration latency = settings.profile().latency().quantile(u);
    return Math.round(latency.toNanos() * settings.timeScale());
  }
}
