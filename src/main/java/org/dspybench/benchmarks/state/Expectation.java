package org.dspybench.benchmarks.state;

import java.util.List;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.simulator.call.SimulatorStats;

/**
 * What a measured batch has to have done. A figure of a batch that did something else, quietly,
 * would be a figure of nothing.
 *
 * @param questions the questions that must be answered
 * @param calls how many calls of the model must have been answered for them
 * @param mayAskAgain whether a call may be made again that was lost on the client's side, so that
 *     the endpoint answered it in vain
 */
record Expectation(List<Question> questions, long calls, boolean mayAskAgain) {

  /** Each call arrives once. */
  Expectation(List<Question> questions, long calls) {
    this(questions, calls, false);
  }

  /** Each question is answered, by a call of its own. */
  static Expectation answered(List<Question> questions) {
    return new Expectation(questions, questions.size());
  }

  /** Each question is answered, by a client that asks again by rules of its own. */
  static Expectation answeredInTheEnd(List<Question> questions) {
    return new Expectation(questions, questions.size(), true);
  }

  /** Throws unless each question got its own answer, and the endpoint saw the calls for that. */
  void require(List<Outcome> outcomes, SimulatorStats stats) {
    requireAnswers(outcomes);
    require(
        mayAskAgain ? stats.answered() >= calls : stats.answered() == calls,
        "the endpoint answered "
            + stats.answered()
            + " calls, not "
            + calls
            + ", for "
            + questions.size()
            + " questions");
    require(
        stats.requests() == stats.answered() + stats.retries(),
        "the endpoint saw "
            + stats.requests()
            + " requests: "
            + stats.answered()
            + " answered and "
            + stats.retries()
            + " retries");
  }

  private void requireAnswers(List<Outcome> outcomes) {
    require(
        outcomes.size() == questions.size(),
        outcomes.size() + " outcomes for " + questions.size() + " questions");
    for (int i = 0; i < questions.size(); i++) {
      requireAnswer(questions.get(i), outcomes.get(i));
    }
  }

  private static void requireAnswer(Question question, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      throw new IllegalStateException(
          "a question failed (" + failed.kind() + "): " + failed.message());
    }
    if (!(outcome instanceof Outcome.Answered answered)) {
      throw new IllegalStateException("a question got no answer: " + outcome);
    }
    Object answer = answered.fields().get("answer");
    // The simulator answers with the field's name and the question itself.
    String expected = "answer: " + question.inputs().get("question");
    // Words follow where the profile has answers of a length.
    require(
        answer instanceof String text && text.startsWith(expected),
        "'" + answer + "' is no answer to " + question.inputs());
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalStateException(complaint);
    }
  }
}
