package org.dspybench.lm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what an {@link LmClient} does. Thread-safe, and free of locks where calls are counted. */
final class LmRecorder {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final LongAdder requests = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final Map<LmFailure, LongAdder> retries = counters();
  private final Map<LmFailure, LongAdder> failures = counters();
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
    count(retries, cause);
  }

  void failed(LmFailure kind) {
    count(failures, kind);
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
      retries.values().forEach(LongAdder::reset);
      failures.values().forEach(LongAdder::reset);
      latencies.reset();
      latencyMicros = new Histogram(SIGNIFICANT_DIGITS);
      peakInFlight.set(inFlight.get());
    }
  }

  private static Map<LmFailure, LongAdder> counters() {
    return Arrays.stream(LmFailure.values())
        .collect(Collectors.toUnmodifiableMap(Function.identity(), failure -> new LongAdder()));
  }

  private static void count(Map<LmFailure, LongAdder> counters, LmFailure failure) {
    Objects.requireNonNull(counters.get(failure)).increment();
  }

  private static Map<LmFailure, Long> nonZero(Map<LmFailure, LongAdder> counters) {
    Map<LmFailure, Long> counts = new EnumMap<>(LmFailure.class);
    counters.forEach((failure, counter) -> counts.put(failure, counter.sum()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
