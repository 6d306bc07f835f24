package org.dspybench.simulator.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.dspybench.simulator.call.Bodies.Body;
import org.dspybench.simulator.call.CallCounts.Outcome;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultPlan;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Refusals;
import org.dspybench.simulator.latency.Timing;
import org.dspybench.simulator.limit.RateLimiter;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.ErrorReply;
import org.jspecify.annotations.Nullable;

/**
 * The time between two resets: settings, what each body has met so far, and the log. It decides all
 * that becomes of an attempt when the attempt arrives. Thread-safe.
 *
 * <p>The k-th arrival of a body takes fault draw k. The latency draw advances only when an arrival
 * is answered, so a retry keeps the latency of the call that it repeats, and switching a fault on
 * leaves latencies alone. A rejection by a quota advances neither, for it depends on time: the
 * draws stay those that seed and content decide. The <em>set</em> of draws for a body that is asked
 * at the same time by several callers is fixed; which caller gets which is not. Which call is the
 * n-th, and what the time is, are decided by order and clock: faults by number and by time strike
 * whom they find.
 *
 * <p>Memory is bounded: the log keeps {@link #LOG_CAPACITY} calls, and the 500,000 bodies asked
 * last are remembered.
 */
public final class Epoch {

  /** Calls that the log keeps, about 100 bytes each. */
  public static final int LOG_CAPACITY = 500_000;

  private final SimulatorSettings settings;
  private final String profileHash;
  private final LongSupplier nanoClock;
  private final Consumer<SimulatedCall> onEnd;
  private final long startNanos;
  private final Instant startedAt = Instant.now();
  private final Draws draws;
  private final FaultPlan faults;
  private final RateLimiter limiter;
  private final @Nullable ServerQueue queue;
  private final Bodies bodies = new Bodies(Bodies.CAPACITY);
  private final CallCounts counts = new CallCounts();
  private final CallLog log = new CallLog(LOG_CAPACITY);
  private long arrivals;

  /** An epoch whose calls go into its own log alone. */
  public Epoch(SimulatorSettings settings, LongSupplier nanoClock) {
    this(settings, nanoClock, call -> {});
  }

  /**
   * Begins now.
   *
   * @param nanoClock monotonic, the one of {@link Arrival#atNanos()}
   * @param onEnd gets each call when it has ended; it must not block
   */
  public Epoch(SimulatorSettings settings, LongSupplier nanoClock, Consumer<SimulatedCall> onEnd) {
    SimulatorProfile profile = settings.profile();
    this.settings = settings;
    this.profileHash = profile.hash();
    this.nanoClock = nanoClock;
    this.onEnd = onEnd;
    this.startNanos = nanoClock.getAsLong();
    this.draws = new Draws(settings.seed());
    this.faults = new FaultPlan(profile.faults());
    this.limiter = new RateLimiter(profile.limits(), startNanos, startedAt);
    this.queue = profile.capacity() == null ? null : new ServerQueue(profile.capacity());
  }

  public SimulatorSettings settings() {
    return settings;
  }

  /**
   * Decides an attempt at the moment of its arrival. Each call that it returns has to end once, in
   * {@link #delivered} or in {@link #abandoned}.
   */
  public synchronized PlannedCall arrive(Arrival arrival) {
    Body body = bodies.of(arrival.key());
    int attempt = body.arrive();
    arrivals++;
    counts.arrived(nanoClock.getAsLong(), arrival.bodyBytes(), body.takeRetry());
    Optional<ErrorReply> rejection =
        limiter.admit(arrival.account(), arrival.model(), arrival.charge(), arrival.atNanos());
    Optional<FaultKind> fault = Optional.empty();
    Fate fate;
    if (rejection.isPresent()) {
      fate = new Fate.Refused(rejection.get());
    } else {
      FaultPlan.Attempt tried = tried(arrival, body.nextFaultDraw());
      Optional<FaultRule> strike = faults.strike(draws, tried);
      fault = strike.map(FaultRule::kind);
      fate = strike.map(rule -> fate(rule, tried, arrival)).orElseGet(Fate.Answered::new);
    }
    return plan(arrival, attempt, body, fate, fault);
  }

  /**
   * Notes that an attempt's answer is now handed to the connection, or that it breaks now.
   *
   * @param status that was sent; 0 where no status line was
   */
  public synchronized void delivered(PlannedCall call, int status) {
    end(call, status, Outcome.of(call.fate()));
  }

  /** Notes that the client of an attempt went away before its answer. */
  public synchronized void abandoned(PlannedCall call) {
    if (Outcome.of(call.fate()) == Outcome.ANSWERED) {
      bodies.known(call.key()).ifPresent(Body::failed);
    }
    if (queue != null) {
      queue.leave(call.dueNanos(), nanoClock.getAsLong());
    }
    end(call, 0, Outcome.ABANDONED);
  }

  public synchronized SimulatorStats stats(Duration cpuTime) {
    return counts.stats(
        settings.profile().limits().descriptions().toList(),
        faults.descriptions().toList(),
        profileHash,
        Duration.ofNanos(nanoClock.getAsLong() - startNanos),
        cpuTime);
  }

  public synchronized List<SimulatedCall> calls() {
    return log.calls();
  }

  public synchronized long droppedCalls() {
    return log.dropped();
  }

  private FaultPlan.Attempt tried(Arrival arrival, int index) {
    double seconds = (arrival.atNanos() - startNanos) / 1e9;
    return new FaultPlan.Attempt(arrival.key(), index, arrivals, seconds, arrival.faultAsked());
  }

  private Fate fate(FaultRule rule, FaultPlan.Attempt tried, Arrival arrival) {
    if (!rule.kind().isRefusal()) {
      return new Fate.Broken(rule.kind());
    }
    Instant now = startedAt.plusNanos(arrival.atNanos() - startNanos);
    return new Fate.Refused(
        Refusals.reply(
            rule.kind(), arrival.model(), rule.waitAsked(draws, tried), rule.hints(), now));
  }

  private PlannedCall plan(
      Arrival arrival, int attempt, Body body, Fate fate, Optional<FaultKind> fault) {
    Timing timing = Timing.NONE;
    long queuedNanos = 0;
    if (!(fate instanceof Fate.Refused)) {
      timing = timing(arrival, body.answerDraw());
      queuedNanos = queue == null ? 0 : queue.take(arrival.atNanos(), timing.totalNanos());
    }
    if (Outcome.of(fate) == Outcome.ANSWERED) {
      body.answered();
    } else {
      body.failed();
    }
    Map<String, String> headers = limiter.headers(arrival.account(), arrival.atNanos());
    return new PlannedCall(
        arrival.key(), attempt, arrival.atNanos(), queuedNanos, timing, fate, fault, headers);
  }

  private Timing timing(Arrival arrival, int index) {
    return settings
        .profile()
        .latency()
        .timing(draws, arrival.key(), index, arrival.mostTokens(), settings.timeScale());
  }

  private void end(PlannedCall call, int status, Outcome outcome) {
    long nowNanos = nanoClock.getAsLong();
    counts.ended(call, outcome, nowNanos);
    SimulatedCall entry = entry(call, status, outcome == Outcome.ABANDONED, nowNanos);
    log.add(entry);
    onEnd.accept(entry);
  }

  private SimulatedCall entry(PlannedCall call, int status, boolean abandoned, long nowNanos) {
    return new SimulatedCall(
        call.key(),
        call.attempt(),
        (call.arrivedNanos() - startNanos) / 1000,
        call.queuedNanos() / 1000,
        call.timing().totalNanos() / 1000,
        (nowNanos - call.arrivedNanos()) / 1000,
        status,
        call.fault().map(FaultKind::label).orElse(null),
        waitMicros(call.fate()),
        abandoned);
  }

  private static @Nullable Long waitMicros(Fate fate) {
    return fate instanceof Fate.Refused refused
        ? refused.reply().waitAsked().map(wait -> wait.toNanos() / 1000).orElse(null)
        : null;
  }
}
