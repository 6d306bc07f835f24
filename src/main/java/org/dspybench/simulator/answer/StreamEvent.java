package org.dspybench.simulator.answer;

/**
 * One server-sent event.
 *
 * @param text as it goes over the wire, with its closing empty line
 * @param position when it is due: 0 with the first token, 1 with the last
 */
public record StreamEvent(String text, double position) {}
