package org.dspybench.benchmarks.state;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.lm.Endpoint;

/** The program that answers each question with itself, at once and without a call. */
final class EmptyProgram {

  static final String NAME = "dspybench.controls:Empty";

  /** Nobody listens there: a call would fail, and with it the benchmark. */
  static final Endpoint NOWHERE =
      new Endpoint(URI.create("http://127.0.0.1:9/v1"), "none", "DSPYBENCH_SIMULATOR_KEY");

  private EmptyProgram() {}

  /** What the program is asked. */
  static String text(Question question) {
    return String.valueOf(question.inputs().get("question"));
  }

  /** Throws unless each question was answered with itself, in whatever order. */
  static void requireAnswers(Collection<Outcome> outcomes, List<Question> questions) {
    Set<Question> answered = new HashSet<>();
    for (Outcome outcome : outcomes) {
      if (!(outcome instanceof Outcome.Answered answer
          && text(answer.question()).equals(answer.fields().get("answer")))) {
        throw new IllegalStateException("no answer to a question: " + outcome);
      }
      answered.add(outcome.question());
    }
    if (outcomes.size() != questions.size() || !answered.equals(new HashSet<>(questions))) {
      throw new IllegalStateException(
          outcomes.size() + " outcomes, which are not those of " + questions.size() + " questions");
    }
  }
}
