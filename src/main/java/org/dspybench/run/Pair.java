package org.dspybench.run;

/**
 * A launch of each side, one right after the other.
 *
 * @param round the number of the round, from 1 on
 * @param number of the cell in the plan, from 1 on
 * @param cell what is measured
 * @param first the side that is launched first
 */
public record Pair(int round, int number, Cell cell, Side first) {}
