package org.dspybench.simulator.verdict;

/**
 * Something that a client did wrong.
 *
 * @param count how often
 * @param sentence the same for people, with the count
 */
public record Finding(Sin sin, long count, String sentence) {}
