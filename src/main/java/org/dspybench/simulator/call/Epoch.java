package org.dspybench.simulator.call;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.Refusals;
import org.dspybench.simulator.latency.Timing;
import org.dspybench.simulator.limit.RateLimiter;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.ErrorReply;

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
public final class Epoch {

  /** Calls that the log keeps, about 100 bytes each. */
  public static final int LOG_CAPACITY = 500_000;

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
  private final RateLimiter limiter;
  private final Map<String, Body> bodies = new HashMap<>();

  public Epoch(SimulatorSettings settings, LongSupplier nanoClock) {
    long now = nanoClock.getAsLong();
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.draws = new Draws(settings.seed());
    this.log = new CallLog(LOG_CAPACITY, now);
    this.limiter = new RateLimiter(settings.profile().limits(), now, Instant.now());
  }

  public SimulatorSettings settings() {
    return settings;
  }

  /** Decides an attempt at the moment of its arrival. */
  public synchronized PlannedCall arrive(Arrival arrival) {
    Body body = bodies.computeIfAbsent(arrival.key(), newKey -> new Body());
    boolean retry = body.failuresNotRetried > 0;
    log.arrived(nanoClock.getAsLong(), retry);
    body.failuresNotRetried -= retry ? 1 : 0;
    body.arrivals++;
    Optional<ErrorReply> refusal = refuse(arrival, body);
    Timing timing = Timing.NONE;
    if (refusal.isEmpty()) {
      timing = timing(arrival.key(), body.answers++);
    } else {
      body.failuresNotRetried++;
    }
    Map<String, String> limitHeaders = limiter.headers(arrival.account(), arrival.atNanos());
    Fate fate = refusal.<Fate>map(Fate.Refused::new).orElseGet(Fate.Answered::new);
    return new PlannedCall(
        arrival.key(), body.arrivals, arrival.atNanos(), 0, timing, fate, limitHeaders);
  }

  /** Notes that an attempt's answer is now handed to the connection. */
  public synchronized void delivered(PlannedCall call) {
    log.delivered(call, nanoClock.getAsLong());
  }

  public synchronized SimulatorStats stats(Duration cpuTime) {
    return log.stats(cpuTime);
  }

  public synchronized List<SimulatedCall> calls() {
    return log.calls();
  }

  public synchronized long droppedCalls() {
    return log.dropped();
  }

  private Optional<ErrorReply> refuse(Arrival arrival, Body body) {
    return limiter
        .admit(arrival.account(), arrival.model(), arrival.charge(), arrival.atNanos())
        .or(() -> refuseByChance(arrival, body));
  }

  private Optional<ErrorReply> refuseByChance(Arrival arrival, Body body) {
    RateLimits limits = settings.profile().limits();
    RateLimits.Seeded seeded = limits.seeded();
    if (seeded == null) {
      return Optional.empty();
    }
    double u = draws.uniform(Draws.Stream.FAULT, arrival.key(), body.faultDraws++);
    return u < seeded.probability()
        ? Optional.of(
            Refusals.reply(
                FaultKind.RATE_LIMIT,
                arrival.model(),
                Optional.of(seeded.retryAfter()),
                limits.hints(),
                Instant.now()))
        : Optional.empty();
  }

  private Timing timing(String key, int index) {
    double u = draws.uniform(Draws.Stream.LATENCY, key, index);
    long nanos = settings.profile().latency().quantile(u).toNanos();
    long scaled = Math.round(nanos * settings.timeScale());
    return new Timing(scaled, scaled, 0);
  }
}
