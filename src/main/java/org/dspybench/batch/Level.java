package org.dspybench.batch;

/**
 * How many there were of something over the time of a batch.
 *
 * @param mean average over the makespan, each number weighted by how long it lasted
 * @param peak the highest
 */
public record Level(double mean, int peak) {}
