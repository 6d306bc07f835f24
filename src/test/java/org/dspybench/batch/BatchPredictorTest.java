package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dspybench.simulator.InstantSimulator.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Failed;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.python.FailureKind;
import org.dspybench.simulator.InstantSimulator;
import org.dspybench.simulator.call.SimulatedCall;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A batch of real DSPy predictions against the simulated endpoint")
class BatchPredictorTest {

  @RegisterExtension static final InstantSimulator simulator = new InstantSimulator();

  private static BatchOptions.Builder options(Transport transport) {
    return BatchOptions.to(new Endpoint(simulator.baseUrl(), "simulated", "DSPYBENCH_TEST_KEY"))
        .transport(transport)
        .retry(RetryPolicy.NONE)
        .timeout(Duration.ofSeconds(20));
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Question.of("question", "Why " + i + "?"))
        .toList();
  }

  private static void assertAnswered(List<Question> questions, BatchResult result) {
    assertThat(result.failed()).isEmpty();
    assertThat(result.outcomes()).extracting(Outcome::question).isEqualTo(questions);
    assertThat(result.answered())
        .allSatisfy(
            answered ->
                assertThat(String.valueOf(answered.fields().get("answer")))
                    .startsWith("answer: " + answered.question().inputs().get("question")));
  }

  @ParameterizedTest
  @EnumSource
  void predictBatch_answersEachQuestionInTheOrderAsked_withOneCallEach(Transport transport) {
    List<Question> questions = questions(60);
    try (BatchPredictor predictor = BatchPredictor.open(options(transport).workers(8).build())) {
      assertAnswered(questions, predictor.predictBatch(questions));
    }
    assertThat(simulator.control().stats().requests()).isEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource
  void predictSequential_hasOneQuestionInFlight(Transport transport) {
    List<Question> questions = questions(10);
    try (BatchPredictor predictor = BatchPredictor.open(options(transport).workers(8).build())) {
      BatchResult result = predictor.predictSequential(questions);
      assertAnswered(questions, result);
      assertThat(result.metrics().callsInFlight().peak()).isEqualTo(1);
    }
    assertThat(simulator.control().stats().inFlightPeak()).isEqualTo(1);
  }

  @Test
  void predictBatch_hasAsManyInFlightAsWorkers() {
    simulator.control().configure(settings("constant", 0.05));
    try (BatchPredictor predictor =
        BatchPredictor.open(options(Transport.JAVA).workers(6).build())) {
      BatchResult result = predictor.predictBatch(questions(30));
      assertThat(result.metrics().callsInFlight().peak()).isEqualTo(6);
      assertThat(result.metrics().queueDepth().mean()).isGreaterThan(5);
    }
    assertThat(simulator.control().stats().inFlightPeak()).isEqualTo(6);
  }

  @Test
  @DisplayName("all transports, sequential or concurrent, meet the very same latencies")
  void latencies_areTheSame_howeverTheQuestionsAreAsked() {
    Set<Set<Plan>> plans = new HashSet<>();
    for (Transport transport : Transport.values()) {
      try (BatchPredictor predictor = BatchPredictor.open(options(transport).workers(10).build())) {
        plans.add(plansOf(() -> predictor.predictSequential(questions(20))));
        plans.add(plansOf(() -> predictor.predictBatch(questions(20))));
      }
    }
    assertThat(plans).hasSize(1);
    assertThat(plans.iterator().next()).hasSize(20);
  }

  private record Plan(String key, int attempt, long plannedMicros, int status) {

    static Plan of(SimulatedCall call) {
      return new Plan(call.key(), call.attempt(), call.plannedMicros(), call.status());
    }
  }

  private static Set<Plan> plansOf(Runnable batch) {
    simulator.control().configure(settings("typical", 0.001));
    batch.run();
    Set<Plan> plans = new HashSet<>();
    simulator.control().calls().forEach(call -> plans.add(Plan.of(call)));
    return plans;
  }

  @ParameterizedTest
  @EnumSource
  void rateLimits_areRetriedBelowThePrediction_onceForEachCall(Transport transport) {
    simulator.control().configure(settings("flaky", 0.001));
    RetryPolicy retry =
        new RetryPolicy(12, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(1), 42);
    List<Question> questions = questions(40);
    try (BatchPredictor predictor =
        BatchPredictor.open(options(transport).retry(retry).workers(10).build())) {
      BatchResult result = predictor.predictBatch(questions);
      assertAnswered(questions, result);
      LmMetrics calls = result.metrics().calls();
      assertThat(calls.calls()).isEqualTo(40);
      assertThat(calls.requests()).isEqualTo(simulator.control().stats().requests());
      assertThat(calls.rateLimited()).isEqualTo(simulator.control().stats().rateLimited());
      assertThat(calls.retries()).containsOnlyKeys(LmFailure.RATE_LIMITED);
    }
    var stats = simulator.control().stats();
    assertThat(stats.rateLimited()).isPositive();
    assertThat(stats.requests()).isEqualTo(40 + stats.retries());
    assertThat(stats.retries()).isEqualTo(stats.rateLimited());
  }

  @ParameterizedTest
  @EnumSource
  void rateLimit_failsItsQuestionOnly_whenNothingIsRetried(Transport transport) {
    simulator.control().configure(settings("flaky", 0.001));
    List<Question> questions = questions(40);
    BatchResult result;
    try (BatchPredictor predictor = BatchPredictor.open(options(transport).workers(4).build())) {
      result = predictor.predictBatch(questions);
    }
    var stats = simulator.control().stats();
    assertThat(stats.requests()).as("no layer retries in secret").isEqualTo(40);
    assertThat(result.outcomes()).extracting(Outcome::question).isEqualTo(questions);
    assertThat(result.failed()).hasSize((int) stats.rateLimited()).isNotEmpty();
    assertThat(result.answered()).isNotEmpty();
    assertThat(result.failed())
        .allSatisfy(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.RATE_LIMITED);
              assertThat(failed.traceback()).contains("Traceback", "LMRateLimitError");
            });
    assertThat(result.failed()).extracting(failed -> failed.attempts().orElse(0)).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource
  void endpointThatIsNotThere_failsEachQuestionWithItsKind(Transport transport) {
    BatchOptions options =
        BatchOptions.to(
                new Endpoint(URI.create("http://127.0.0.1:9/v1"), "x", "DSPYBENCH_TEST_KEY"))
            .transport(transport)
            .retry(RetryPolicy.NONE)
            .workers(3)
            .build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      BatchResult result = predictor.predictBatch(questions(6));
      assertThat(result.failed())
          .hasSize(6)
          .allSatisfy(
              failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.TRANSPORT);
                assertThat(failed.message()).contains("127.0.0.1:9");
                assertThat(failed.attempts()).hasValue(1);
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void callThatNobodyAnswers_endsAtItsTimeout(Transport transport) {
    simulator.control().configure(settings("constant", 100));
    try (BatchPredictor predictor =
        BatchPredictor.open(options(transport).timeout(Duration.ofSeconds(1)).workers(3).build())) {
      BatchResult result = predictor.predictBatch(questions(3));
      assertThat(result.failed())
          .hasSize(3)
          .extracting(Failed::kind)
          .containsOnly(FailureKind.TIMED_OUT);
    }
  }

  @Test
  void programOfSeveralSteps_makesSeveralCallsForAQuestion() {
    BatchOptions options =
        options(Transport.JAVA)
            .path(Path.of("src/test/resources/programs"))
            .program("example:TwoSteps")
            .workers(4)
            .build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      assertThat(predictor.predictBatch(questions(10)).answered()).hasSize(10);
    }
    assertThat(simulator.control().stats().requests()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "a program may call the model from threads of its own, with retries, as from a worker")
  void programWithThreadsOfItsOwn_isAnswered(Transport transport) {
    simulator.control().configure(settings("flaky", 0.001));
    BatchOptions options =
        options(transport)
            .path(Path.of("src/test/resources/programs"))
            .program("threads:Threads")
            .retry(RetryPolicy.STANDARD.withMaxAttempts(20))
            .workers(2)
            .build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      assertThat(predictor.predictBatch(questions(4)).answered())
          .hasSize(4)
          .allSatisfy(
              answered ->
                  assertThat(String.valueOf(answered.fields().get("answer")).split(" \\| ", -1))
                      .hasSize(3));
      assertThat(predictor.callsInFlight()).isZero();
    }
    assertThat(simulator.control().stats().answered()).isEqualTo(12);
  }

  @Test
  void signatureWithSeveralFields_givesAllOutputFields() {
    BatchOptions options =
        options(Transport.JAVA).program("question, context -> answer, confidence: float").build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      List<Answered> answered =
          predictor
              .predictBatch(
                  List.of(new Question(java.util.Map.of("question", "a?", "context", "b"))))
              .answered();
      assertThat(answered).hasSize(1);
      assertThat(answered.get(0).fields()).containsOnlyKeys("answer", "confidence");
      assertThat(answered.get(0).fields().get("confidence")).isInstanceOf(Double.class);
    }
  }

  @Test
  void missingInput_failsItsQuestionOnly() {
    try (BatchPredictor predictor =
        BatchPredictor.open(
            options(Transport.JAVA)
                .path(Path.of("src/test/resources/programs"))
                .program("example:Shouting")
                .build())) {
      BatchResult result =
          predictor.predictBatch(
              List.of(Question.of("question", "a"), Question.of("unknown", "b")));
      assertThat(result.outcomes().get(0)).isInstanceOf(Answered.class);
      assertThat(result.failed())
          .singleElement()
          .satisfies(failed -> assertThat(failed.message()).contains("unknown"));
    }
  }

  @Test
  void valueThatJsonHasNot_failsItsQuestionOnly() {
    try (BatchPredictor predictor = BatchPredictor.open(options(Transport.JAVA).build())) {
      BatchResult result =
          predictor.predictBatch(
              List.of(Question.of("question", new Object()), Question.of("question", "b")));
      assertThat(result.failed()).extracting(Failed::kind).containsExactly(FailureKind.BRIDGE);
      assertThat(result.answered()).hasSize(1);
    }
  }

  @Test
  @DisplayName("a program that waits in Python, not for an LM, still runs on all workers at once")
  void programThatWaitsInPython_runsConcurrently() {
    BatchOptions options =
        options(Transport.JAVA)
            .path(Path.of("src/test/resources/programs"))
            .program("example:Meeting")
            .workers(8)
            .build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      assertThat(predictor.predictBatch(questions(8)).answered())
          .hasSize(8)
          .allSatisfy(answered -> assertThat(answered.fields()).containsEntry("met", true));
    }
  }

  @Test
  void emptyBatch_isNoError() {
    try (BatchPredictor predictor = BatchPredictor.open(options(Transport.JAVA).build())) {
      assertThat(predictor.predictBatch(List.of()).outcomes()).isEmpty();
      assertThat(predictor.predictSequential(List.of()).outcomes()).isEmpty();
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  @DisplayName("200 workers start, predict and end")
  void manyWorkers_startPredictAndEnd(Transport transport) {
    List<Question> questions = questions(400);
    try (BatchPredictor predictor = BatchPredictor.open(options(transport).workers(200).build())) {
      assertAnswered(questions, predictor.predictBatch(questions));
    }
  }
}
