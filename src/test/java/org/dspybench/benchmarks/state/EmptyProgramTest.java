package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The control's program that did not answer each question with itself stops the run")
class EmptyProgramTest {

  private static final List<Question> QUESTIONS = Questions.first(2);
  private static final Outcome FIRST = answered(0, EmptyProgram.text(QUESTIONS.get(0)));
  private static final Outcome SECOND = answered(1, EmptyProgram.text(QUESTIONS.get(1)));

  private static Outcome answered(int index, String answer) {
    return new Outcome.Answered(
        index,
        QUESTIONS.get(index),
        Map.of("answer", answer),
        Outcome.Source.PREDICTED,
        Duration.ZERO,
        Duration.ZERO);
  }

  @Test
  void nothing_isSaid_whenAllAreAnswered_inWhateverOrder() {
    assertThatCode(() -> EmptyProgram.requireAnswers(List.of(SECOND, FIRST), QUESTIONS))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherAnswer_stopsTheRun() {
    assertThatThrownBy(
            () -> EmptyProgram.requireAnswers(List.of(FIRST, answered(1, "no")), QUESTIONS))
        .hasMessageStartingWith("no answer to a question");
  }

  @Test
  void missingOrRepeatedOutcome_stopsTheRun() {
    for (List<Outcome> outcomes : List.of(List.of(FIRST), List.of(FIRST, FIRST))) {
      assertThatThrownBy(() -> EmptyProgram.requireAnswers(outcomes, QUESTIONS))
          .hasMessageEndingWith("outcomes, which are not those of 2 questions");
    }
  }
}
