package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Source;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Questions that are asked more than once")
class DeduplicationTest {

  private static SimulatedLm simulator;

  @BeforeAll
  static void start() {
    simulator = SimulatedLm.start(profile("constant"), 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.control().configure(profile("constant"));
  }

  private static SimulatorSettings profile(String name) {
    return new SimulatorSettings(SimulatorProfile.named(name), 42, 0.05);
  }

  private static BatchOptions.Builder options() {
    return BatchOptions.to(new Endpoint(simulator.baseUrl(), "simulated", "DSPYBENCH_TEST_KEY"))
        .retry(RetryPolicy.NONE)
        .workers(8);
  }

  /** Each of some questions, several times, one round after another. */
  private static List<Question> repeated(int distinct, int times) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < distinct * times; i++) {
      questions.add(Question.of("question", "q" + i % distinct));
    }
    return questions;
  }

  @Test
  void identicalQuestions_arePredictedOnce_alsoInFlight_andAnsweredEverywhere() {
    try (BatchPredictor predictor = BatchPredictor.open(options().build())) {
      BatchResult result = predictor.predictBatch(repeated(5, 20));

      assertThat(simulator.control().stats().requests()).isEqualTo(5);
      assertThat(result.answered())
          .hasSize(100)
          .allSatisfy(
              a ->
                  assertThat(a.fields())
                      .containsEntry("answer", "answer: " + a.question().inputs().get("question")));
      assertThat(result.outcomes())
          .extracting(Outcome::index)
          .isEqualTo(IntStream.range(0, 100).mapToObj(Long::valueOf).toList());
      assertThat(result.metrics().counts().predicted()).isEqualTo(5);
      assertThat(result.metrics().counts().duplicates()).isEqualTo(95);
      assertThat(result.metrics().latency().count()).isEqualTo(5);
    }
  }

  @Test
  void theOrderOfTheFields_makesNoOtherQuestion() {
    try (BatchPredictor predictor =
        BatchPredictor.open(options().program("question, context -> answer").build())) {
      Question one = new Question(Map.of("question", "a", "context", "b"));
      java.util.LinkedHashMap<String, Object> turned = new java.util.LinkedHashMap<>();
      turned.put("context", "b");
      turned.put("question", "a");
      predictor.predictBatch(List.of(one, new Question(turned)));
      assertThat(simulator.control().stats().requests()).isEqualTo(1);
    }
  }

  @Test
  void eachIsPredicted_whenNotDeduplicated() {
    try (BatchPredictor predictor = BatchPredictor.open(options().deduplicate(false).build())) {
      BatchResult result = predictor.predictBatch(repeated(5, 4));
      assertThat(simulator.control().stats().requests()).isEqualTo(20);
      assertThat(result.metrics().counts().duplicates()).isZero();
    }
  }

  @Test
  void aLaterBatch_asksAgain_withoutACache() {
    try (BatchPredictor predictor = BatchPredictor.open(options().build())) {
      predictor.predictBatch(repeated(5, 1));
      predictor.predictBatch(repeated(5, 1));
      assertThat(simulator.control().stats().requests()).isEqualTo(10);
    }
  }

  @Test
  void aLaterBatch_isAnsweredFromTheCache_whereThereIsOne() {
    try (BatchPredictor predictor = BatchPredictor.open(options().cacheBytes(1 << 20).build())) {
      predictor.predictBatch(repeated(5, 1));
      BatchResult second = predictor.predictBatch(repeated(6, 1));
      assertThat(simulator.control().stats().requests()).isEqualTo(6);
      assertThat(second.metrics().counts().cached()).isEqualTo(5);
      assertThat(second.answered())
          .extracting(Answered::source)
          .containsExactly(
              Source.CACHE,
              Source.CACHE,
              Source.CACHE,
              Source.CACHE,
              Source.CACHE,
              Source.PREDICTED);
    }
  }

  @Test
  void theCache_keepsWithinItsSize() {
    try (BatchPredictor predictor =
        BatchPredictor.open(NoLm.options().cacheBytes(20_000).build())) {
      predictor.predictBatch(repeated(500, 1));
      BatchResult second = predictor.predictBatch(repeated(500, 1));
      assertThat(second.metrics().counts().cached()).isBetween(1L, 60L);
    }
  }

  @Test
  void aFailure_isSharedByThoseThatWaitForIt_andNeverKept() {
    simulator.control().configure(profile("flaky"));
    try (BatchPredictor predictor = BatchPredictor.open(options().cacheBytes(1 << 20).build())) {
      BatchResult first = predictor.predictBatch(repeated(40, 1));
      assertThat(first.failed()).isNotEmpty();
      simulator.control().configure(profile("instant"));
      BatchResult second = predictor.predictBatch(repeated(40, 1));

      assertThat(second.answered()).hasSize(40);
      assertThat(second.metrics().counts().cached()).isEqualTo(first.answered().size());
      assertThat(simulator.control().stats().requests()).isEqualTo(first.failed().size());
    }
  }
}
