package org.dspybench.simulator.answer;

/**
 * A call of a tool.
 *
 * @param arguments JSON, unless a token limit cut it
 */
record ToolCall(String name, String arguments) {}
