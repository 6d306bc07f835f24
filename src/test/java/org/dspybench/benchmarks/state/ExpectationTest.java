package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.python.FailureKind;
import org.dspybench.simulator.call.SimulatorStats;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fixture that did not do what it promises stops the run")
class ExpectationTest {

  private static final List<Question> QUESTIONS = Questions.first(3);

  private static Outcome answered(Question question, String answer) {
    return new Outcome.Answered(
        0,
        question,
        Map.of("answer", answer),
        Outcome.Source.PREDICTED,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static Outcome right(Question question) {
    return answered(question, "answer: " + question.inputs().get("question"));
  }

  private static List<Outcome> allRight() {
    return new ArrayList<>(QUESTIONS.stream().map(ExpectationTest::right).toList());
  }

  private static SimulatorStats stats(long requests, long answered, long retries) {
    return Stats.of(requests, answered, retries, retries);
  }

  private static void require(List<Outcome> outcomes, SimulatorStats stats) {
    Expectation.answered(QUESTIONS).require(outcomes, stats);
  }

  @Test
  void nothing_isSaid_whenAllIsRight() {
    assertThatCode(() -> require(allRight(), stats(3, 3, 0))).doesNotThrowAnyException();
    assertThatCode(() -> require(allRight(), stats(5, 3, 2))).doesNotThrowAnyException();
  }

  @Test
  void missingOutcome_stopsTheRun() {
    List<Outcome> outcomes = allRight().subList(0, 2);
    assertThatThrownBy(() -> require(outcomes, stats(3, 3, 0)))
        .hasMessage("2 outcomes for 3 questions");
  }

  @Test
  void answerToAnotherQuestion_stopsTheRun() {
    List<Outcome> outcomes = allRight();
    outcomes.set(1, answered(QUESTIONS.get(1), "answer: something else"));
    assertThatThrownBy(() -> require(outcomes, stats(3, 3, 0)))
        .hasMessageContaining("is no answer");
  }

  @Test
  void failedQuestion_stopsTheRun_withItsKind() {
    List<Outcome> outcomes = allRight();
    outcomes.set(
        2,
        new Outcome.Failed(
            2,
            QUESTIONS.get(2),
            FailureKind.RATE_LIMITED,
            OptionalInt.of(1),
            "slow down",
            "",
            Duration.ZERO,
            Duration.ZERO));
    assertThatThrownBy(() -> require(outcomes, stats(3, 2, 0)))
        .hasMessageContaining("RATE_LIMITED")
        .hasMessageContaining("slow down");
  }

  @Test
  void callsThatNobodyAskedFor_stopTheRun() {
    assertThatThrownBy(() -> require(allRight(), stats(4, 4, 0)))
        .hasMessage("the endpoint answered 4 calls, not 3, for 3 questions");
    assertThatThrownBy(() -> require(allRight(), stats(5, 3, 1)))
        .hasMessageContaining("5 requests");
  }

  @Test
  @DisplayName("a client that may ask again what it lost must still ask each question")
  void callMadeAgain_isFine_whereTheClientMay() {
    Expectation inTheEnd = Expectation.answeredInTheEnd(QUESTIONS);

    assertThatCode(() -> inTheEnd.require(allRight(), stats(4, 3, 1))).doesNotThrowAnyException();
    assertThatCode(() -> inTheEnd.require(allRight(), stats(4, 4, 0))).doesNotThrowAnyException();
    assertThatThrownBy(() -> inTheEnd.require(allRight(), stats(2, 2, 0)))
        .hasMessage("the endpoint answered 2 calls, not 3, for 3 questions");
    assertThatThrownBy(() -> inTheEnd.require(allRight(), stats(5, 3, 1)))
        .hasMessageContaining("5 requests");
    assertThatThrownBy(() -> inTheEnd.require(allRight().subList(0, 2), stats(3, 3, 0)))
        .hasMessage("2 outcomes for 3 questions");
  }

  @Test
  @DisplayName("an answer from a cache, which never reached the endpoint, stops the run")
  void answerWithoutACall_stopsTheRun() {
    assertThatThrownBy(() -> require(allRight(), stats(2, 2, 0)))
        .hasMessage("the endpoint answered 2 calls, not 3, for 3 questions");
  }

  @Test
  @DisplayName(
      "a call for a question that stands in the batch before stops a run that deduplicates")
  void callForARepeatedQuestion_stopsTheRun() {
    Expectation deduplicated = new Expectation(QUESTIONS, 2);

    assertThatCode(() -> deduplicated.require(allRight(), stats(2, 2, 0)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> deduplicated.require(allRight(), stats(3, 3, 0)))
        .hasMessage("the endpoint answered 3 calls, not 2, for 3 questions");
  }
}
