package org.dspybench.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of latencies, exact to three significant digits.
 *
 * <p>A percentile is a latency that was measured: the smallest that at least so many percent do not
 * exceed, as HdrHistogram defines it. That is definition 1 of R. J. Hyndman and Y. Fan, Sample
 * Quantiles in Statistical Packages, 1996: NumPy's {@code inverted_cdf} and R's {@code type = 1}.
 *
 * @param count number of latencies; all other values are zero when there is none
 * @param p999 the 99.9th percentile
 */
public record LatencySummary(
    long count,
    Duration p25,
    Duration p50,
    Duration p75,
    Duration p90,
    Duration p95,
    Duration p99,
    Duration p999,
    Duration max) {

  /** Sums up latencies. */
  public static LatencySummary of(Collection<Duration> latencies) {
    Histogram micros = new Histogram(3);
    latencies.forEach(latency -> micros.recordValue(latency.toNanos() / 1000));
    return ofMicros(micros);
  }

  /** Reads the percentiles off a histogram of microseconds. */
  public static LatencySummary ofMicros(Histogram micros) {
    return new LatencySummary(
        micros.getTotalCount(),
        percentile(micros, 25),
        percentile(micros, 50),
        percentile(micros, 75),
        percentile(micros, 90),
        percentile(micros, 95),
        percentile(micros, 99),
        percentile(micros, 99.9),
        percentile(micros, 100));
  }

  private static Duration percentile(Histogram micros, double percentile) {
    return Duration.of(
        micros.getValueAtPercentile(percentile), TimeUnit.MICROSECONDS.toChronoUnit());
  }
}
