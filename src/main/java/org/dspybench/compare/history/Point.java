package org.dspybench.compare.history;

/**
 * What a run measured of one benchmark.
 *
 * @param run its number at its place, from 1
 * @param origin the run
 * @param logCost the logarithm of the cost: the median over its launches
 */
public record Point(int run, Origin origin, double logCost) {}
