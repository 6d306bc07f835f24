package org.dspybench.spark.metrics;

import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.LatencySummary;
import org.dspybench.batch.Level;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.python.FailureKind;

/**
 * What tasks measured, added up: histograms are added, so that percentiles are those of all
 * questions, and not an average of percentiles. Of peaks, the highest one is told. Not thread-safe.
 */
public final class ExecutorFigures implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SIGNIFICANT_DIGITS = 3;

  private long beginMillis = Long.MAX_VALUE;
  private long endMillis = Long.MIN_VALUE;
  private long predicted;
  private long duplicates;
  private long cached;
  private long timedOut;
  private long cancelled;
  private final EnumMap<FailureKind, Long> failed = new EnumMap<>(FailureKind.class);
  private final Histogram latencyMicros = new Histogram(SIGNIFICANT_DIGITS);
  private final CallFigures calls = new CallFigures();
  private double queuedSeconds;
  private int queuePeak;
  private double residentPeak;

  /** Counts how long a worker was busy with a question; not where none was. */
  public void latency(Duration busy) {
    if (!busy.isZero()) {
      latencyMicros.recordValue(busy.toNanos() / 1000);
    }
  }

  /**
   * Adds what a task measured, its latencies apart.
   *
   * @param nowMillis when it ended, since the epoch
   */
  public void add(BatchMetrics metrics, long nowMillis) {
    beginMillis = Math.min(beginMillis, nowMillis - metrics.makespan().toMillis());
    endMillis = Math.max(endMillis, nowMillis);
    BatchMetrics.Counts counts = metrics.counts();
    predicted += counts.predicted();
    duplicates += counts.duplicates();
    cached += counts.cached();
    timedOut += counts.timedOut();
    cancelled += counts.cancelled();
    counts.failed().forEach((kind, count) -> failed.merge(kind, count, Long::sum));
    calls.add(metrics.calls());
    queuedSeconds += metrics.queueDepth().mean() * seconds(metrics.makespan());
    queuePeak = Math.max(queuePeak, metrics.queueDepth().peak());
    residentPeak = Math.max(residentPeak, metrics.residentPeakMebibytes().orElse(0));
  }

  /** Adds the figures of others. */
  public void add(ExecutorFigures other) {
    beginMillis = Math.min(beginMillis, other.beginMillis);
    endMillis = Math.max(endMillis, other.endMillis);
    predicted += other.predicted;
    duplicates += other.duplicates;
    cached += other.cached;
    timedOut += other.timedOut;
    cancelled += other.cancelled;
    other.failed.forEach((kind, count) -> failed.merge(kind, count, Long::sum));
    latencyMicros.add(other.latencyMicros);
    calls.add(other.calls);
    queuedSeconds += other.queuedSeconds;
    queuePeak = Math.max(queuePeak, other.queuePeak);
    residentPeak = Math.max(residentPeak, other.residentPeak);
  }

  /** From the first of these questions to the last outcome, by the clocks of their hosts. */
  Duration span() {
    return endMillis < beginMillis ? Duration.ZERO : Duration.ofMillis(endMillis - beginMillis);
  }

  /** Outcomes. */
  public long questions() {
    return counts().questions();
  }

  /** Calls answered 429, retried, and requests in all. */
  public LmMetrics calls() {
    return calls.metrics();
  }

  private BatchMetrics.Counts counts() {
    return new BatchMetrics.Counts(
        predicted, duplicates, cached, Map.copyOf(failed), timedOut, cancelled);
  }

  /**
   * The figures as those of one batch.
   *
   * @param makespan how long it took
   * @param workers predictions that could run at once
   */
  public BatchMetrics metrics(Duration makespan, int workers) {
    LmMetrics all = calls.metrics();
    Histogram attempts = all.attemptMicros();
    double seconds = Math.max(1e-9, seconds(makespan));
    double inFlightSeconds = attempts.getMean() * attempts.getTotalCount() / 1e6;
    return new BatchMetrics(
        makespan,
        workers,
        counts(),
        LatencySummary.ofMicros(latencyMicros),
        all,
        LatencySummary.ofMicros(attempts),
        LatencySummary.ofMicros(all.waitMicros()),
        new Level(inFlightSeconds / seconds, all.peakInFlight()),
        new Level(queuedSeconds / seconds, queuePeak),
        residentPeak > 0 ? OptionalDouble.of(residentPeak) : OptionalDouble.empty());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** What calls of the model came to. */
  private static final class CallFigures implements Serializable {

    private static final long serialVersionUID = 1L;

    private long ended;
    private long requests;
    private long rateLimited;
    private long promptTokens;
    private long completionTokens;
    private int peakInFlight;
    private final EnumMap<LmFailure, Long> retries = new EnumMap<>(LmFailure.class);
    private final EnumMap<LmFailure, Long> failures = new EnumMap<>(LmFailure.class);
    private final Histogram attemptMicros = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram waitMicros = new Histogram(SIGNIFICANT_DIGITS);

    void add(LmMetrics calls) {
      ended += calls.calls();
      requests += calls.requests();
      rateLimited += calls.rateLimited();
      promptTokens += calls.promptTokens();
      completionTokens += calls.completionTokens();
      peakInFlight = Math.max(peakInFlight, calls.peakInFlight());
      calls.retries().forEach((cause, count) -> retries.merge(cause, count, Long::sum));
      calls.failures().forEach((cause, count) -> failures.merge(cause, count, Long::sum));
      attemptMicros.add(calls.attemptMicros());
      waitMicros.add(calls.waitMicros());
    }

    void add(CallFigures other) {
      add(other.metrics());
    }

    LmMetrics metrics() {
      return new LmMetrics(
          ended,
          requests,
          rateLimited,
          Map.copyOf(retries),
          Map.copyOf(failures),
          promptTokens,
          completionTokens,
          attemptMicros,
          waitMicros,
          0,
          peakInFlight);
    }
  }
}
