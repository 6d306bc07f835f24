package org.dspybench.simulator.latency;

/**
 * When an answer comes, counted from the moment at which it is begun.
 *
 * @param firstTokenNanos until its first token
 * @param totalNanos until it is complete, no less
 * @param outputTokens how many tokens it is to have; 0 for as many as its text has by itself
 */
public record Timing(long firstTokenNanos, long totalNanos, int outputTokens) {

  /** At once. */
  public static final Timing NONE = new Timing(0, 0, 0);
}
