package org.dspybench.simulator.latency;

/**
 * How long answers are, and how fast they come.
 *
 * @param outputTokens tokens of an answer, as drawn: an answer has the nearest whole number of
 *     them, and at least one
 * @param secondsPerToken time for each token after the first, one for all tokens of an answer
 */
public record TokenPace(Distribution outputTokens, Distribution secondsPerToken) {

  /** Refuses answers that are shorter than one token on average. */
  public TokenPace {
    if (outputTokens.mean() < 1) {
      throw new IllegalArgumentException(
          "an answer has a mean of at least 1 output token, not " + outputTokens.mean());
    }
  }

  int tokens(double u) {
    return (int) Math.max(1, Math.round(Math.min(outputTokens.quantile(u), Integer.MAX_VALUE)));
  }
}
