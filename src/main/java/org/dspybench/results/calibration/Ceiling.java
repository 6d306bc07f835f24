package org.dspybench.results.calibration;

/**
 * The highest rate at which the simulator answers when it answers at once.
 *
 * @param requestsPerSecond answers per second
 * @param inFlight calls in flight at which it was measured: more of them gain nothing
 * @param p99Micros 99th percentile of the time to an answer, in microseconds
 * @param simulatorCpuMicros CPU time of the simulator's JVM for each request, in microseconds
 * @param clientCpuMicros CPU time of the client's JVM for each request, in microseconds
 */
public record Ceiling(
    double requestsPerSecond,
    int inFlight,
    long p99Micros,
    double simulatorCpuMicros,
    double clientCpuMicros) {}
