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

  /** Three years: far beyond any wait, and far from where sums of nanoseconds overflow. */
  private static final double LONGEST_SECONDS = 1e8;

  /** Each time is rounded once, to the nearest nanosecond. */
  static Timing ofSeconds(double firstToken, double total, int outputTokens) {
    return new Timing(nanos(firstToken), nanos(total), outputTokens);
  }

  private static long nanos(double seconds) {
    return Math.round(Math.min(seconds, LONGEST_SECONDS) * 1e9);
  }
}
