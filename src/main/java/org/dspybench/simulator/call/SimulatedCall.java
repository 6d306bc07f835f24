package org.dspybench.simulator.call;

import org.jspecify.annotations.Nullable;

/**
 * One attempt, as the simulator saw it: a line of its log.
 *
 * @param key the canonical key of its body: the same for the same question on every transport
 * @param attempt which arrival of this body since the last reset, from 1
 * @param arrivedAtMicros time since the last reset
 * @param queuedMicros how long it waited for a server, where the profile has a capacity
 * @param plannedMicros delay that seed and content decided, without the queue; 0 for a refusal
 * @param deliveredMicros time from its arrival until its answer was handed to the connection, or
 *     until it was abandoned
 * @param status that was sent; 0 where no status line was
 * @param fault the label of the fault that struck it, or null
 * @param waitMicros what its refusal asked to wait, or null where it asked for nothing
 * @param abandoned whether its client went away before the answer
 */
public record SimulatedCall(
    String key,
    int attempt,
    long arrivedAtMicros,
    long queuedMicros,
    long plannedMicros,
    long deliveredMicros,
    int status,
    @Nullable String fault,
    @Nullable Long waitMicros,
    boolean abandoned) {}
