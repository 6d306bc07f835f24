package org.dspybench.results.calibration;

/**
 * How much later than planned answers come when a short delay is planned, as the client sees it.
 *
 * @param delayMicros the plan, the same for each call, in microseconds
 * @param error what came on top of it
 */
public record ShortDelay(long delayMicros, Percentiles error) {}
