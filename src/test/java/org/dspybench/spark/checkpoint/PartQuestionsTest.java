package org.dspybench.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dspybench.batch.Question;
import org.dspybench.job.OutcomeJson.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The questions of a part")
class PartQuestionsTest {

  private static final String LINES =
      """
      7\t{"question":"a","n":1}
      12\t{"question":"b\\tc","n":2.5}
      3\t{"question":"d","list":[1,null]}
      """;

  private static PartQuestions questions(FinishedQuestions finished) {
    return PartQuestions.of(new BufferedReader(new StringReader(LINES)), finished);
  }

  @Test
  @DisplayName("are those without an outcome, and keep their places in the input")
  void finishedOnes_areLeftOut() {
    FinishedQuestions finished = new FinishedQuestions();
    finished.add(12);
    PartQuestions questions = questions(finished);

    assertThat(questions.next()).isEqualTo(new Question(Map.of("question", "a", "n", 1)));
    assertThat(questions.next().inputs()).containsEntry("question", "d");
    assertThat(questions.hasNext()).isFalse();
    assertThat(questions.take(1)).isEqualTo(3);
    assertThat(questions.take(0)).isEqualTo(7);
  }

  @Test
  void values_keepTheirTypes() {
    PartQuestions questions = questions(new FinishedQuestions());
    questions.next();
    assertThat(questions.next().inputs()).containsEntry("question", "b\tc").containsEntry("n", 2.5);
  }

  @Test
  void finishedQuestions_areFoundAmongMany() {
    FinishedQuestions finished = new FinishedQuestions();
    IntStream.range(0, 1000).map(i -> 3 * (999 - i)).forEach(finished::add);

    assertThat(List.of(finished.contains(0), finished.contains(2997), finished.contains(300)))
        .containsOnly(true);
    assertThat(List.of(finished.contains(1), finished.contains(3000), finished.contains(-3)))
        .containsOnly(false);
  }

  @Test
  @DisplayName("a line of a journal tells its question and its status without being read as JSON")
  void journalLine_isRead() {
    JournalLine answered =
        JournalLine.read("{\"index\":17,\"status\":\"answered\",\"question\":{}}").orElseThrow();
    assertThat(answered.index()).isEqualTo(17);
    assertThat(answered.isFinal(true)).isTrue();
    assertThat(JournalLine.read("{\"index\":17,\"sta")).isEmpty();
    assertThat(JournalLine.read("{\"index\":17,\"status\":\"nonsense\"}")).isEmpty();
  }

  @Test
  @DisplayName("a failure stays unless it is to be asked again; a question out of time never does")
  void finality_dependsOnTheStatus() {
    assertThat(new JournalLine(1, Status.FAILED, "").isFinal(false)).isTrue();
    assertThat(new JournalLine(1, Status.FAILED, "").isFinal(true)).isFalse();
    assertThat(new JournalLine(1, Status.TIMED_OUT, "").isFinal(false)).isFalse();
  }
}
