package org.dspybench.run;

import java.time.Duration;

/**
 * Where a run is when a launch begins.
 *
 * @param round the number of the round, from 1 on
 * @param launch the number of the launch, from 1 on
 * @param launches how many there will be, with those that are made a second time
 * @param left how long this launch and those after it will take, as far as can be told
 */
public record LaunchProgress(
    int round, int rounds, int launch, int launches, Cell cell, Duration left) {}
