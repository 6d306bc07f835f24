package org.dspybench.compare.statistics;

/**
 * Where a series changed.
 *
 * @param index of the first value after the change, from 0
 * @param divergence of what is before from what is after: the larger, the more they differ
 * @param pValue of the permutation test; never 0
 */
public record ChangePoint(int index, double divergence, double pValue) {}
