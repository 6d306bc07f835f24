package org.dspybench.lm;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a group of calls has come to so far. A snapshot; later calls do not change it.
 *
 * <p>With no call in flight {@code requests} is {@code calls} plus all {@code retries}, and {@code
 * requests} is the number of recorded attempts. While calls are in flight the figures are read one
 * after another, and may be apart by those calls.
 *
 * @param calls calls that have ended after at least one attempt
 * @param requests attempts begun, each of them a request unless no connection came about
 * @param rateLimited attempts answered 429, whatever the code in the body
 * @param retries attempts that another one followed, by what had happened; no entry means none
 * @param failures calls that ended in failure, by the last attempt's; no entry means none
 * @param promptTokens tokens of all prompts answered, as the endpoint counted them
 * @param completionTokens tokens of all answers, likewise
 * @param attemptMicros duration of each attempt in microseconds, request to answer
 * @param waitMicros how long each attempt waited before it for leave to begin, in microseconds
 * @param inFlight attempts begun and not ended; a call that waits for its next one is not in flight
 * @param peakInFlight the most attempts in flight at one time
 */
public record LmMetrics(
    long calls,
    long requests,
    long rateLimited,
    Map<LmFailure, Long> retries,
    Map<LmFailure, Long> failures,
    long promptTokens,
    long completionTokens,
    Histogram attemptMicros,
    Histogram waitMicros,
    int inFlight,
    int peakInFlight) {

  /** Copies the maps and the histograms. */
  public LmMetrics {
    retries = Map.copyOf(retries);
    failures = Map.copyOf(failures);
    attemptMicros = attemptMicros.copy();
    waitMicros = waitMicros.copy();
  }

  /** A copy, which the caller may change. */
  @Override
  public Histogram attemptMicros() {
    return attemptMicros.copy();
  }

  /** A copy, which the caller may change. */
  @Override
  public Histogram waitMicros() {
    return waitMicros.copy();
  }
}
