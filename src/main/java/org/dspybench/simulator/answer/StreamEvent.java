package org.dspybench.simulator.answer;

/**
 * One server-sent event.
 *
 * @param text as it goes over the wire, with its closing empty line
 * @param position when it is due: 0 with the first token, 1 with the last
 */
public record StreamEvent(String text, double position) {

  /** About how many events the tokens of an answer are spread over at most. */
  static final int MOST = 256;

  /** When the token number {@code sent}, from 1, of {@code all} is due. */
  static double position(int sent, int all) {
    return all <= 1 ? 0 : Math.min(1, (sent - 1.0) / (all - 1));
  }
}
