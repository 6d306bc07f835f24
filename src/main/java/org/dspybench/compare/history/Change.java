package org.dspybench.compare.history;

import org.dspybench.compare.statistics.LogRatio;

/**
 * A change between two levels.
 *
 * @param first the first point after it
 * @param cost the cost after it over that before it
 * @param pValue of the permutation test that found it
 */
public record Change(Point first, LogRatio cost, double pValue) {}
