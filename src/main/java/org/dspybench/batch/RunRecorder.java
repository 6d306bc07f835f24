package org.dspybench.batch;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.dspybench.lm.CallGroup;
import org.dspybench.lm.LatencyRecorder;
import org.dspybench.lm.LmMetrics;
import org.dspybench.python.FailureKind;

/** Counts what a batch comes to. Thread-safe. */
final class RunRecorder {

  private final long begin = System.nanoTime();
  private final LatencyRecorder latencies = new LatencyRecorder();
  private final LongAdder waitedNanos = new LongAdder();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger mostWaiting = new AtomicInteger();
  private final LongAdder predicted = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder cached = new LongAdder();
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final Map<FailureKind, Long> failed = new EnumMap<>(FailureKind.class);
  private OptionalDouble residentPeak = OptionalDouble.empty();

  /** Durations for which workers were busy with a question. */
  LatencyRecorder latencies() {
    return latencies;
  }

  void waits() {
    mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
  }

  void waitsNoLonger() {
    waiting.decrementAndGet();
  }

  void count(Outcome outcome) {
    waitedNanos.add(outcome.waited().toNanos());
    if (!outcome.latency().isZero()) {
      latencies.record(outcome.latency().toNanos());
    }
    if (outcome instanceof Outcome.Answered answered) {
      switch (answered.source()) {
        case PREDICTED -> predicted.increment();
        case DUPLICATE -> duplicates.increment();
        case CACHE -> cached.increment();
      }
    } else if (outcome instanceof Outcome.Failed failure) {
      count(failure.kind());
    } else if (outcome instanceof Outcome.TimedOut) {
      timedOut.increment();
    } else {
      cancelled.increment();
    }
  }

  private synchronized void count(FailureKind kind) {
    failed.merge(kind, 1L, Long::sum);
  }

  /** Looks how much memory the process has now. */
  synchronized void sampleMemory() {
    OptionalDouble now = ResidentMemory.mebibytes();
    if (now.isPresent() && now.getAsDouble() > residentPeak.orElse(0)) {
      residentPeak = now;
    }
  }

  synchronized BatchMetrics metrics(int workers, CallGroup group) {
    Duration makespan = Duration.ofNanos(System.nanoTime() - begin);
    LmMetrics calls = group.metrics();
    Histogram attempts = calls.attemptMicros();
    return new BatchMetrics(
        makespan,
        workers,
        new BatchMetrics.Counts(
            predicted.sum(),
            duplicates.sum(),
            cached.sum(),
            failed,
            timedOut.sum(),
            cancelled.sum()),
        LatencySummary.ofMicros(latencies.total()),
        calls,
        LatencySummary.ofMicros(attempts),
        LatencySummary.ofMicros(calls.waitMicros()),
        new Level(
            mean(1000 * attempts.getMean() * (double) attempts.getTotalCount(), makespan),
            calls.peakInFlight()),
        new Level(mean((double) waitedNanos.sum(), makespan), mostWaiting.get()),
        residentPeak);
  }

  /**
   * By Little's law: what things spent in a place, summed, is the average number in it times the
   * time (J. D. C. Little, 1961).
   */
  private static double mean(double spentNanos, Duration makespan) {
    return spentNanos / (double) Math.max(1, makespan.toNanos());
  }
}
