package org.dspybench.lm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what an {@link LmClient} does. Thread-safe, and free of locks where calls are counted. */
final class LmRecorder {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final LongAdder requests = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final AtomicLongArray retries = new AtomicLongArray(LmFailure.values().length);
  private final AtomicLongArray failures = new AtomicLongArray(LmFailure.values().length);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peakInFlight = new AtomicInteger();
  private final Recorder latencies = new Recorder(SIGNIFICANT_DIGITS);
  private final Object snapshotLock = new Object();
  private Histogram latencyMicros = new Histogram(SIGNIFICANT_DIGITS);

  void callEnds(long micros) {
    latencies.recordValue(micros);
  }

  void attemptBegins() {
    requests.increment();
    peakInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  void attemptEnds() {
    inFlight.decrementAndGet();
  }

  void answered(int status) {
    if (status == 429) {
      rateLimited.increment();
    }
  }

  void retried(LmFailure cause) {
    retries.incrementAndGet(cause.ordinal());
  }

  void failed(LmFailure kind) {
    failures.incrementAndGet(kind.ordinal());
  }

  LmMetrics snapshot() {
    synchronized (snapshotLock) {
      latencyMicros.add(latencies.getIntervalHistogram());
      return new LmMetrics(
          latencyMicros.getTotalCount(),
          requests.sum(),
          rateLimited.sum(),
          nonZero(retries),
          nonZero(failures),
          latencyMicros,
          inFlight.get(),
          peakInFlight.get());
    }
  }

  void reset() {
    synchronized (snapshotLock) {
      requests.reset();
      rateLimited.reset();
      for (LmFailure failure : LmFailure.values()) {
        retries.set(failure.ordinal(), 0);
        failures.set(failure.ordinal(), 0);
      }
      latencies.reset();
      latencyMicros = new Histogram(SIGNIFICANT_DIGITS);
      peakInFlight.set(inFlight.get());
    }
  }

  private static Map<LmFailure, Long> nonZero(AtomicLongArray counts) {
    Map<LmFailure, Long> map = new EnumMap<>(LmFailure.class);
    Arrays.stream(LmFailure.values())
        .filter(failure -> counts.get(failure.ordinal()) > 0)
        .forEach(failure -> map.put(failure, counts.get(failure.ordinal())));
    return map;
  }
}
