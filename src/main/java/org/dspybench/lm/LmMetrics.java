package org.dspybench.lm;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a client has done since it was made or reset. A snapshot; later calls do not change it.
 *
 * <p>With no call in flight {@code requests} is {@code calls} plus all {@code retries}, and {@code
 * calls} is the number of recorded latencies. While calls are in flight the figures are read one
 * after another, and may be apart by those calls.
 *
 * @param calls calls that have ended
 * @param requests attempts begun, each of them a request unless no connection came about
 * @param rateLimited attempts answered 429, whatever the code in the body
 * @param retries attempts that another one followed, by what had happened; no entry means none
 * @param failures calls that ended in failure, by the last attempt's; no entry means none
 * @param latencyMicros duration of each ended call in microseconds, from the body to the envelope,
 *     attempts and waits between them included
 * @param inFlight attempts begun and not ended; a call that waits for its next one is not in flight
 * @param peakInFlight the most attempts in flight at one time
 */
public record LmMetrics(
    long calls,
    long requests,
    long rateLimited,
    Map<LmFailure, Long> retries,
    Map<LmFailure, Long> failures,
    Histogram latencyMicros,
    int inFlight,
    int peakInFlight) {

  /** Copies the maps and the histogram. */
  public LmMetrics {
    retries = Map.copyOf(retries);
    failures = Map.copyOf(failures);
    latencyMicros = latencyMicros.copy();
  }

  /** A copy, which the caller may change. */
  @Override
  public Histogram latencyMicros() {
    return latencyMicros.copy();
  }
}
