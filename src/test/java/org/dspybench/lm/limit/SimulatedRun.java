package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Callers that ask an endpoint without pause, through a limiter, in virtual time. The time an
 * answer takes is log-normal; a refusal takes 2 ms, and its caller comes back after what it was
 * asked to wait and up to 200 ms more. Everything random is seeded, so a run is the same each time.
 */
final class SimulatedRun {

  /** Who asks, and how long an answer takes them in the mean. */
  record Callers(int number, double latencySeconds, long seed) {}

  private static final double SIGMA = 0.3;
  private static final long REFUSAL_NANOS = 2_000_000;
  private static final long LONGEST_JITTER_NANOS = 200_000_000;

  private final VirtualTime time = new VirtualTime();
  private final SplittableRandom random;
  private final double latencySeconds;
  private final List<Long> starts = new ArrayList<>();
  private final List<Long> answers = new ArrayList<>();
  private final List<Long> refusals = new ArrayList<>();
  private final CallLimiter limiter;
  private SimulatedQuota quota;
  private int inService;

  SimulatedRun(CallLimit limit, Callers callers, SimulatedQuota quota) {
    this.quota = quota;
    random = new SplittableRandom(callers.seed());
    latencySeconds = callers.latencySeconds();
    limiter = CallLimiter.of(limit, time, time.alarm());
    for (int i = 0; i < callers.number(); i++) {
      time.after(0, this::ask);
    }
  }

  /** Lets so many seconds pass. */
  SimulatedRun run(double seconds) {
    time.run((long) (seconds * 1e9));
    return this;
  }

  /** From now on the endpoint has another quota. */
  SimulatedRun become(SimulatedQuota other) {
    quota = other;
    return this;
  }

  /** Answers per second in a span of seconds since the start. */
  double answersPerSecond(double from, double to) {
    return in(answers, from, to).size() / (to - from);
  }

  /** The share of the calls of that span that were refused. */
  double refusedShare(double from, double to) {
    return (double) in(refusals, from, to).size() / in(starts, from, to).size();
  }

  /** When the calls of that span started, in seconds. */
  List<Double> starts(double from, double to) {
    return in(starts, from, to).stream().map(nanos -> nanos / 1e9).toList();
  }

  CallLimiter limiter() {
    return limiter;
  }

  private static List<Long> in(List<Long> times, double from, double to) {
    return times.stream().filter(nanos -> nanos >= from * 1e9 && nanos < to * 1e9).toList();
  }

  private void ask() {
    var unused = limiter.acquire(1).thenAccept(this::call);
  }

  private void call(Permit permit) {
    starts.add(time.getAsLong());
    OptionalLong refusal = quota.refusalNanos(time.getAsLong(), inService);
    if (refusal.isPresent()) {
      refusals.add(time.getAsLong());
      time.after(REFUSAL_NANOS, () -> refuse(permit, refusal.getAsLong()));
    } else {
      inService++;
      time.after(latencyNanos(), () -> answer(permit));
    }
  }

  private void refuse(Permit permit, long hintNanos) {
    permit.dropped(
        hintNanos == SimulatedQuota.NO_HINT
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(hintNanos)));
    time.after(Math.max(0, hintNanos) + random.nextLong(LONGEST_JITTER_NANOS), this::ask);
  }

  private void answer(Permit permit) {
    inService--;
    answers.add(time.getAsLong());
    permit.succeeded();
    ask();
  }

  private long latencyNanos() {
    double exponent = SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2;
    return (long) (1e9 * latencySeconds * Math.exp(exponent));
  }
}
