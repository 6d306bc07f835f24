package org.dspybench.simulator.call;

/**
 * One attempt, as the simulator saw it.
 *
 * @param key the canonical key of its body: the same for the same question on every transport
 * @param attempt which arrival of this body since the last reset, from 1
 * @param arrivedAtMicros time since the last reset
 * @param plannedMicros delay that seed and content decided; 0 for a 429
 * @param deliveredMicros time from its arrival until its answer was handed to the connection
 * @param status 200 or 429
 */
public record SimulatedCall(
    String key,
    int attempt,
    long arrivedAtMicros,
    long plannedMicros,
    long deliveredMicros,
    int status) {}
