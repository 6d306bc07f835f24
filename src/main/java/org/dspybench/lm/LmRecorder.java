package org.dspybench.lm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what calls come to. Thread-safe, and free of locks where calls are counted. */
final class LmRecorder {

  private final LongAdder calls = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder completionTokens = new LongAdder();
  private final Map<LmFailure, LongAdder> retries = counters();
  private final Map<LmFailure, LongAdder> failures = counters();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peakInFlight = new AtomicInteger();
  private final LatencyRecorder attempts = new LatencyRecorder();
  private final LatencyRecorder waits = new LatencyRecorder();

  void attemptBegins(long waitedNanos) {
    requests.increment();
    waits.record(waitedNanos);
    peakInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  void attemptEnds(long nanos) {
    inFlight.decrementAndGet();
    attempts.record(nanos);
  }

  void rateLimited() {
    rateLimited.increment();
  }

  void succeeded(ChatAnswer answer) {
    calls.increment();
    promptTokens.add(answer.promptTokens());
    completionTokens.add(answer.completionTokens());
  }

  void retried(LmFailure cause) {
    count(retries, cause);
  }

  void failed(LmFailure kind) {
    calls.increment();
    count(failures, kind);
  }

  LatencyRecorder attempts() {
    return attempts;
  }

  LatencyRecorder waits() {
    return waits;
  }

  LmMetrics snapshot() {
    return new LmMetrics(
        calls.sum(),
        requests.sum(),
        rateLimited.sum(),
        nonZero(retries),
        nonZero(failures),
        promptTokens.sum(),
        completionTokens.sum(),
        attempts.total(),
        waits.total(),
        inFlight.get(),
        peakInFlight.get());
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
