package org.dspybench.simulator.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * A limit that has no room for a call.
 *
 * @param resource what it limits
 * @param limit units per minute
 * @param used units already used of it
 * @param requested units that the call needs
 * @param retryIn how long until they are there; empty where waiting never helps, since the call
 *     needs more than the whole limit
 */
public record Shortage(
    Resource resource, long limit, long used, long requested, Optional<Duration> retryIn) {}
