package org.dspybench.simulator.answer;

import java.util.List;
import org.dspybench.simulator.limit.Charge;

/**
 * A request for an answer, whichever of the endpoint's paths it came by, and how the answer to it
 * is written.
 */
public interface Conversation {

  /** The canonical key of its content. */
  String key();

  /** The model asked for. */
  String model();

  /** What a quota charges for it. */
  Charge charge();

  /** The most tokens that each answer may have. */
  int mostTokens();

  /** Whether the answer is asked for as a stream of events. */
  boolean isStreamed();

  /**
   * The answer in one piece.
   *
   * @param attempt which arrival of this body, from 1
   * @param outputTokens how many tokens each answer is to have; 0 for as many as its text has
   * @return JSON in UTF-8
   */
  byte[] body(int attempt, int outputTokens);

  /**
   * The answer as server-sent events, the closing one included.
   *
   * @param attempt which arrival of this body, from 1
   * @param outputTokens as for {@link #body}
   */
  List<StreamEvent> events(int attempt, int outputTokens);
}
