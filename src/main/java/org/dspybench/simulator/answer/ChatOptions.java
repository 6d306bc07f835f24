package org.dspybench.simulator.answer;

/**
 * How a chat request wants its answers.
 *
 * @param mostTokens the most that each may have
 * @param choices how many; they are all alike
 * @param isStreamed whether as events
 * @param isUsageStreamed whether an event is to tell the tokens used
 * @param isLogprobsAsked whether with log probabilities, which are left out with a warning
 */
record ChatOptions(
    int mostTokens,
    int choices,
    boolean isStreamed,
    boolean isUsageStreamed,
    boolean isLogprobsAsked) {}
