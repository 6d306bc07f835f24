package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dspybench.batch.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {

  @ParameterizedTest
  @CsvSource({"200, 0, 200", "200, 50, 100", "200, 90, 20", "10, 50, 5", "3, 50, 2"})
  void repeating_hasThatShareOfRepetitions(int count, int repeatedPercent, int distinct) {
    List<Question> questions = Questions.repeating(count, repeatedPercent, 42);

    assertThat(questions).hasSize(count);
    assertThat(questions.stream().distinct()).hasSize(distinct);
  }

  @Test
  void repeating_isDecidedByTheSeed() {
    assertThat(Questions.repeating(100, 50, 7))
        .isEqualTo(Questions.repeating(100, 50, 7))
        .isNotEqualTo(Questions.repeating(100, 50, 8));
  }

  @Test
  void repeating_spreadsRepetitionsOverTheBatch() {
    List<Question> questions = Questions.repeating(200, 50, 42);

    assertThat(questions.subList(0, 100).stream().distinct()).hasSizeBetween(60, 95);
  }

  @Test
  void repeating_refusesABatchOfNothingButRepetitions() {
    assertThatThrownBy(() -> Questions.repeating(10, 100, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("100 % of 10 questions cannot be repetitions");
  }
}
