package org.dspybench.simulator.answer;

import org.dspybench.simulator.limit.Charge;

/**
 * What is asked, whichever path it came by.
 *
 * @param key the canonical key of the request
 * @param messages what was said before the answer
 * @param format of the answer
 * @param tools that may be called instead
 */
record Prompt(String key, String model, Messages messages, ResponseFormat format, ToolUse tools) {

  /** What a quota charges: an answer is as long as allowed, or as it is where nothing limits it. */
  Charge charge(int choices, Draft draft, int mostTokens) {
    boolean isUnlimited = mostTokens == RequestBody.NO_TOKEN_LIMIT;
    long perChoice = isUnlimited ? draft.sized(0, mostTokens).tokens() : mostTokens;
    return new Charge(messages.tokens(), choices * perChoice);
  }
}
