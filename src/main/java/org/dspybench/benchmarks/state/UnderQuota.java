package org.dspybench.benchmarks.state;

import static org.dspybench.benchmarks.profile.Measured.mean;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.lm.LmMetrics;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * What a quota on requests makes of a batch: what must have happened, and how good it was.
 *
 * @param perSecond requests that the quota lets in each second
 * @param burst requests that it lets in at once after a reset
 * @param meanLatency of the endpoint's answers
 */
record UnderQuota(double perSecond, double burst, Duration meanLatency) {

  /** How long a limit that adapts may take to find the quota. */
  private static final long FINDING_MICROS = 2_000_000;

  /** From where on demand goes so far beyond the quota that 429s must come. */
  private static final double CLEARLY_MORE = 1.5;

  static UnderQuota of(SimulatorSettings settings) {
    RateLimits limits = settings.profile().limits();
    int perMinute = Objects.requireNonNull(limits.requestsPerMinute());
    double meanNanos = settings.profile().latency().mean().toNanos() * settings.timeScale();
    return new UnderQuota(
        perMinute / 60.0, perMinute * limits.initialFill(), Duration.ofNanos((long) meanNanos));
  }

  /** As many questions as keep the quota busy for that long after its burst. */
  int questionsFor(int seconds) {
    return (int) Math.round(burst + perSecond * seconds);
  }

  /**
   * Throws unless each request that the endpoint saw is a call or a counted retry, and 429s came
   * where the limit asks for clearly more than the quota.
   */
  void require(CallLimit limit, MeasuredBatch batch) {
    LmMetrics calls = batch.result().metrics().calls();
    long retries = calls.retries().values().stream().mapToLong(Long::longValue).sum();
    require(
        batch.stats().requests() == calls.calls() + retries,
        "the endpoint saw %d requests, but %d calls and %d retries were counted"
            .formatted(batch.stats().requests(), calls.calls(), retries));
    require(
        batch.stats().rateLimited() == calls.rateLimited(),
        "the endpoint sent %d 429s, but %d were counted"
            .formatted(batch.stats().rateLimited(), calls.rateLimited()));
    require(
        batch.stats().rateLimited() > 0 || !exceeds(limit),
        "%s asks for more than the %.0f requests per second allowed, and met no 429"
            .formatted(limit.label(), perSecond));
  }

  /** Whether a limit of fixed size asks for clearly more than the quota (by Little's law). */
  boolean exceeds(CallLimit limit) {
    return limit instanceof CallLimit.Fixed fixed
        && fixed.calls() / (meanLatency.toNanos() / 1e9) > CLEARLY_MORE * perSecond;
  }

  /** The figures that tell how well a batch did, measured by what the quota allows. */
  List<Measured> figures(MeasuredBatch batch) {
    double seconds = batch.result().metrics().makespan().toNanos() / 1e9;
    double bound = boundSeconds(batch.calls());
    List<Measured> figures = new ArrayList<>();
    figures.add(mean("goodput", batch.result().answered().size() / seconds, "answers/s"));
    figures.add(mean("wasted.share", percentRejected(batch.calls()), "%"));
    figures.add(mean("quota.bound", bound * 1000, "ms"));
    figures.add(mean("makespan.over.bound", seconds / bound, "times"));
    List<SimulatedCall> late = late(batch.calls());
    if (!late.isEmpty()) {
      figures.add(mean("wasted.share.late", percentRejected(late), "%"));
    }
    return figures;
  }

  /**
   * How long after the first request the last one is let in, at best. What flowed into the bucket
   * between its reset and the first request was there at the start too.
   */
  double boundSeconds(List<SimulatedCall> calls) {
    long admitted = calls.stream().filter(call -> !isRejected(call)).count();
    double thereAtTheStart = burst + perSecond * (firstArrivalMicros(calls) / 1e6);
    return Math.max(0, admitted - thereAtTheStart) / perSecond;
  }

  private static List<SimulatedCall> late(List<SimulatedCall> calls) {
    long from = firstArrivalMicros(calls) + FINDING_MICROS;
    return calls.stream().filter(call -> call.arrivedAtMicros() >= from).toList();
  }

  private static long firstArrivalMicros(List<SimulatedCall> calls) {
    return calls.stream().mapToLong(SimulatedCall::arrivedAtMicros).min().orElse(0);
  }

  private static double percentRejected(List<SimulatedCall> calls) {
    return 100.0 * calls.stream().filter(UnderQuota::isRejected).count() / calls.size();
  }

  private static boolean isRejected(SimulatedCall call) {
    return call.status() == 429;
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalStateException(complaint);
    }
  }
}
