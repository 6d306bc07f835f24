package org.dspybench.simulator.call;

import java.time.Duration;

/**
 * Counts since the last reset. A request that is no valid chat completion request is not among
 * them; at rest {@code requests = answered + rateLimited}.
 *
 * @param requests arrivals
 * @param answered answers delivered with status 200
 * @param rateLimited 429s delivered
 * @param retries arrivals after a 429 of the same body, each 429 counted once
 * @param inFlight arrived and not yet delivered, now
 * @param inFlightPeak the most at any time
 * @param inFlightMean weighted by time, from the first arrival to the last delivery; 0 before it
 * @param cpuTime of the simulator's JVM since it started
 */
public record SimulatorStats(
    long requests,
    long answered,
    long rateLimited,
    long retries,
    int inFlight,
    int inFlightPeak,
    double inFlightMean,
    Duration cpuTime) {}
