package org.dspybench.simulator.answer;

import java.util.Set;

/**
 * The messages of a request as far as they decide the answer.
 *
 * @param system the text of the first system or developer message, empty without one
 * @param user the text of the last user message, empty without one
 * @param tokens of all texts and tool calls together
 * @param toolsCalled the names of the tools that were called
 */
record Messages(String system, String user, int tokens, Set<String> toolsCalled) {}
