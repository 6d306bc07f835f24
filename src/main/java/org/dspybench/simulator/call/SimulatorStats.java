package org.dspybench.simulator.call;

import java.time.Duration;
import java.util.List;
import org.dspybench.simulator.latency.LatencySummary;

/**
 * Counts since the last reset. A request that is no valid request for an answer is not among them;
 * at rest {@code requests = answered + rateLimited + failed + abandoned}.
 *
 * @param requests arrivals
 * @param requestBytes of their bodies
 * @param answered right answers delivered
 * @param rateLimited 429s delivered
 * @param failed delivered with another error, or broken
 * @param abandoned whose client went away before the answer
 * @param retries arrivals after an attempt of the same body that was not answered, each such
 *     attempt counted once
 * @param inFlight arrived and not yet delivered, now
 * @param inFlightPeak the most at any time
 * @param inFlightMean weighted by time, from the first arrival to the last delivery; 0 before it
 * @param planned delays that seed and content decided for the answers delivered, without the queue
 * @param delivered times from the arrival to the delivery of those answers
 * @param delayError of those answers, delivered less queued and planned
 * @param limits the quotas in force, a line each
 * @param faults the faults in force, a line each
 * @param profileHash what the profile's content is known by
 * @param age time since the last reset, from when on those limits and faults are in force
 * @param cpuTime of the simulator's JVM since it started
 */
public record SimulatorStats(
    long requests,
    long requestBytes,
    long answered,
    long rateLimited,
    long failed,
    long abandoned,
    long retries,
    int inFlight,
    int inFlightPeak,
    double inFlightMean,
    LatencySummary planned,
    LatencySummary delivered,
    LatencySummary delayError,
    List<String> limits,
    List<String> faults,
    String profileHash,
    Duration age,
    Duration cpuTime) {}
