package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;

/** Different questions, and what must hold of their outcomes. */
final class Questions {

  private Questions() {}

  /** That many questions, the same each time. */
  static List<Question> of(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Question.of("question", "Why " + i + "?"))
        .toList();
  }

  /** One outcome for each question, in the order asked, and no answer to another question. */
  static void assertInOrder(List<Question> questions, BatchResult result) {
    assertThat(result.outcomes()).extracting(Outcome::question).isEqualTo(questions);
    assertThat(result.outcomes())
        .extracting(Outcome::index)
        .containsExactlyElementsOf(
            IntStream.range(0, questions.size()).mapToObj(Long::valueOf).toList());
    assertThat(result.answered())
        .allSatisfy(
            answered ->
                assertThat(answered.fields())
                    .containsEntry(
                        "answer",
                        Completion.answer(
                            String.valueOf(answered.question().inputs().get("question")))));
  }

  /** All answered, rightly and in the order asked. */
  static void assertAnswered(List<Question> questions, BatchResult result) {
    // This tells in a few lines what the outcomes would tell in pages.
    assertThat(result.metrics().counts().unanswered())
        .as("%s %s", result.metrics().counts(), result.failed().stream().limit(3).toList())
        .isZero();
    assertInOrder(questions, result);
  }
}
