package org.dspybench.batch;

import java.util.List;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Failed;

/**
 * All outcomes of a batch.
 *
 * @param outcomes one for each question, in the order in which the questions were given
 * @param metrics what was measured meanwhile
 */
public record BatchResult(List<Outcome> outcomes, BatchMetrics metrics) {

  /** Keeps an immutable copy. */
  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  /** The questions that got an answer, in order. */
  public List<Answered> answered() {
    return outcomes.stream().filter(Answered.class::isInstance).map(Answered.class::cast).toList();
  }

  /** The questions that did not, in order. */
  public List<Failed> failed() {
    return outcomes.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
  }
}
