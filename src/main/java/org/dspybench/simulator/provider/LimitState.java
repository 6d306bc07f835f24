package org.dspybench.simulator.provider;

import java.time.Duration;

/**
 * How much of a limit is left.
 *
 * @param resource what it limits
 * @param limit units per minute
 * @param remaining units left now
 * @param reset how long until nothing will be used of it any more
 */
public record LimitState(Resource resource, long limit, long remaining, Duration reset) {}
