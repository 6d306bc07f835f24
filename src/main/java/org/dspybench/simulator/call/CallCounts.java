package org.dspybench.simulator.call;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.dspybench.simulator.latency.LatencySummary;

/**
 * Counts arrivals and what became of them. Not thread-safe.
 *
 * <p>Times are nanoseconds of one monotonic clock, in the order of the calls to this object.
 */
final class CallCounts {

  /** What an attempt came to. */
  enum Outcome {
    ANSWERED,
    RATE_LIMITED,
    FAILED,
    ABANDONED;

    /** Of an attempt that was delivered. */
    static Outcome of(Fate fate) {
      if (fate instanceof Fate.Refused refused) {
        return refused.reply().status() == 429 ? RATE_LIMITED : FAILED;
      }
      return fate instanceof Fate.Broken broken && !broken.kind().answers() ? FAILED : ANSWERED;
    }
  }

  private static final int DIGITS = 3;

  private final Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
  private final Histogram planned = new Histogram(DIGITS);
  private final Histogram delivered = new Histogram(DIGITS);
  private final Histogram delayError = new Histogram(DIGITS);

  private long requests;
  private long requestBytes;
  private long retries;
  private int inFlight;
  private int inFlightPeak;
  private long firstArrivalNanos;
  private long lastChangeNanos;
  private long lastEndNanos;
  private double inFlightNanos;
  private double inFlightNanosAtLastEnd;

  void arrived(long nowNanos, int bodyBytes, boolean retry) {
    if (requests == 0) {
      firstArrivalNanos = nowNanos;
      lastChangeNanos = nowNanos;
    }
    advance(nowNanos);
    requests++;
    requestBytes += bodyBytes;
    retries += retry ? 1 : 0;
    inFlight++;
    inFlightPeak = Math.max(inFlightPeak, inFlight);
  }

  void ended(PlannedCall call, Outcome outcome, long nowNanos) {
    advance(nowNanos);
    inFlight--;
    lastEndNanos = nowNanos;
    inFlightNanosAtLastEnd = inFlightNanos;
    ended.merge(outcome, 1L, Long::sum);
    if (call.fate() instanceof Fate.Answered && outcome == Outcome.ANSWERED) {
      planned.recordValue(call.timing().totalNanos());
      delivered.recordValue(Math.max(0, nowNanos - call.arrivedNanos()));
      delayError.recordValue(Math.max(0, nowNanos - call.dueNanos()));
    }
  }

  SimulatorStats stats(
      List<String> limits, List<String> faults, String profileHash, Duration age, Duration cpu) {
    return new SimulatorStats(
        requests,
        requestBytes,
        count(Outcome.ANSWERED),
        count(Outcome.RATE_LIMITED),
        count(Outcome.FAILED),
        count(Outcome.ABANDONED),
        retries,
        inFlight,
        inFlightPeak,
        inFlightMean(),
        summary(planned),
        summary(delivered),
        summary(delayError),
        limits,
        faults,
        profileHash,
        age,
        cpu);
  }

  private void advance(long nowNanos) {
    inFlightNanos += (double) inFlight * (nowNanos - lastChangeNanos);
    lastChangeNanos = nowNanos;
  }

  private long count(Outcome outcome) {
    return ended.getOrDefault(outcome, 0L);
  }

  private double inFlightMean() {
    double span = lastEndNanos - firstArrivalNanos;
    return !ended.isEmpty() && span > 0 ? inFlightNanosAtLastEnd / span : 0;
  }

  private static LatencySummary summary(Histogram nanos) {
    return new LatencySummary(
        Duration.ofNanos(nanos.getValueAtPercentile(50)),
        Duration.ofNanos(Math.round(nanos.getMean())),
        Duration.ofNanos(nanos.getValueAtPercentile(95)),
        Duration.ofNanos(nanos.getValueAtPercentile(99)));
  }
}
