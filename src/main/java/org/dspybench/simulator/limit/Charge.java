package org.dspybench.simulator.limit;

/**
 * What an attempt uses of a quota, charged at its arrival, as providers do: the prompt's estimate
 * and the most that the answer may have.
 *
 * @param promptTokens estimate over all messages
 * @param outputTokens all answers together
 */
public record Charge(long promptTokens, long outputTokens) {

  /** Both together. */
  public long tokens() {
    return promptTokens + outputTokens;
  }
}
