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
    return of(Answered.class);
  }

  /** The questions that failed, in order; those timed out or cancelled are not among them. */
  public List<Failed> failed() {
    return of(Failed.class);
  }

  /** The questions that got no answer, for whatever reason, in order. */
  public List<Outcome> unanswered() {
    return outcomes.stream().filter(outcome -> !(outcome instanceof Answered)).toList();
  }

  private <T extends Outcome> List<T> of(Class<T> kind) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
