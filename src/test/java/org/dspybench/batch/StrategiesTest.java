package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.dspybench.simulator.InstantSimulator.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Cancelled;
import org.dspybench.batch.Outcome.TimedOut;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.FailureKind;
import org.dspybench.python.PythonException;
import org.dspybench.python.Strategy;
import org.dspybench.simulator.InstantSimulator;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.SocketEndpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(90)
@DisplayName("Each way to run predictions at once")
class StrategiesTest {

  private static final RetryPolicy PATIENT =
      new RetryPolicy(12, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(1), 42);

  private static final String COMPLETION =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "any",
       "choices": [{"index": 0, "finish_reason": "stop", "message":
         {"role": "assistant", "content": "[[ ## answer ## ]]\\nfine\\n\\n[[ ## completed ## ]]"}}]}
      """;

  @RegisterExtension static final InstantSimulator simulator = new InstantSimulator();

  private static BatchOptions.Builder options(Strategy strategy) {
    return BatchOptions.to(new Endpoint(simulator.baseUrl(), "simulated", "DSPYBENCH_TEST_KEY"))
        .strategy(strategy)
        .path(Path.of("src/test/resources/programs"))
        .retry(RetryPolicy.NONE)
        .workers(8)
        .timeout(Duration.ofSeconds(60));
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Question.of("question", "Why " + i + "?"))
        .toList();
  }

  private static void assertAnswered(List<Question> questions, List<? extends Outcome> outcomes) {
    assertThat(outcomes).hasOnlyElementsOfType(Answered.class);
    assertThat(outcomes).extracting(Outcome::question).isEqualTo(questions);
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(String.valueOf(((Answered) outcome).fields().get("answer")))
                    .startsWith("answer: " + outcome.question().inputs().get("question")));
  }

  @ParameterizedTest
  @EnumSource
  void answersEachQuestion_inTheOrderAsked_withOneCallEach(Strategy strategy) {
    List<Question> questions = questions(100);
    try (BatchPredictor predictor = BatchPredictor.open(options(strategy).build())) {
      assertAnswered(questions, predictor.predictBatch(questions).outcomes());
      assertAnswered(questions, predictor.predictSequential(questions).outcomes());
      assertThat(predictor.workerCpuTime()).isPositive();
    }
    assertThat(simulator.control().stats().requests()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void hasAsManyInFlightAsWorkers_andNoMore(Strategy strategy) {
    simulator.control().configure(settings("constant", 0.1));
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).limit(new CallLimit.Fixed(100)).build())) {
      BatchResult result = predictor.predictBatch(questions(32));
      assertThat(result.metrics().callsInFlight().peak()).isEqualTo(8);
      assertThat(result.metrics().queueDepth().peak()).isGreaterThanOrEqualTo(24);
      assertThat(result.answered())
          .extracting(Outcome::latency)
          .allMatch(latency -> latency.toMillis() >= 150);
    }
    assertThat(simulator.control().stats().inFlightPeak()).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource
  void retriesRateLimits_belowThePrediction(Strategy strategy) {
    simulator.control().configure(settings("flaky", 0.001));
    List<Question> questions = questions(40);
    try (BatchPredictor predictor = BatchPredictor.open(options(strategy).retry(PATIENT).build())) {
      BatchResult result = predictor.predictBatch(questions);
      assertAnswered(questions, result.outcomes());
      LmMetrics calls = result.metrics().calls();
      assertThat(calls.calls()).isEqualTo(40);
      assertThat(calls.requests()).isEqualTo(simulator.control().stats().requests());
      assertThat(calls.retries()).containsOnlyKeys(LmFailure.RATE_LIMITED);
    }
    var stats = simulator.control().stats();
    assertThat(stats.rateLimited()).isPositive().isEqualTo(stats.retries());
  }

  @ParameterizedTest
  @EnumSource
  void failsAQuestion_withKindAttemptsAndTraceback(Strategy strategy) {
    simulator.control().configure(settings("flaky", 0.001));
    BatchResult result;
    try (BatchPredictor predictor = BatchPredictor.open(options(strategy).build())) {
      result = predictor.predictBatch(questions(40));
    }
    assertThat(result.answered()).isNotEmpty();
    assertThat(result.failed())
        .hasSize((int) simulator.control().stats().rateLimited())
        .isNotEmpty()
        .allSatisfy(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.RATE_LIMITED);
              assertThat(failed.attempts()).hasValue(1);
              assertThat(failed.traceback()).contains("Traceback", "LMRateLimitError");
            });
  }

  @ParameterizedTest
  @EnumSource(names = "ASYNCIO", mode = EnumSource.Mode.EXCLUDE)
  void survivesAProgramThatWantsToEndTheProcess(Strategy strategy) {
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).program("example:Exiting").build())) {
      assertThat(predictor.predictBatch(questions(20)).failed())
          .hasSize(20)
          .allMatch(failed -> failed.kind() == FailureKind.PROGRAM);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAQuestionAtItsDeadline_andItsCall(Strategy strategy) {
    simulator.control().configure(settings("constant", 30));
    Duration deadline = Duration.ofMillis(400);
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).questionDeadline(deadline).build())) {
      BatchResult result = predictor.predictBatch(questions(16));
      assertThat(result.outcomes())
          .hasSize(16)
          .allMatch(TimedOut.class::isInstance)
          .allMatch(timedOut -> timedOut.latency().compareTo(deadline.minusMillis(20)) > 0);
      assertNothingInFlight(predictor);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsABatchAtItsDeadline_withWhatItHas(Strategy strategy) {
    simulator.control().configure(settings("constant", 0.1));
    Duration deadline = Duration.ofMillis(900);
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).batchDeadline(deadline).build())) {
      BatchResult result = predictor.predictBatch(questions(400));
      assertThat(result.outcomes())
          .hasSize(400)
          .extracting(outcome -> (Object) outcome.getClass())
          .containsOnly(Answered.class, TimedOut.class);
      assertThat(result.metrics().makespan()).isLessThan(deadline.plusSeconds(2));
      assertNothingInFlight(predictor);
      simulator.control().configure(settings("instant", 1));
      assertAnswered(questions(10), predictor.predictBatch(questions(10)).outcomes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancel_endsWhatIsUnderWay_andThePredictorStaysUsable(Strategy strategy) throws Exception {
    simulator.control().configure(settings("constant", 30));
    try (BatchPredictor predictor = BatchPredictor.open(options(strategy).build())) {
      CompletableFuture<BatchResult> batch =
          CompletableFuture.supplyAsync(() -> predictor.predictBatch(questions(20)));
      awaitInFlight(predictor, 8);
      predictor.cancel();

      assertThat(batch.get().outcomes()).hasSize(20).allMatch(Cancelled.class::isInstance);
      assertNothingInFlight(predictor);
      simulator.control().configure(settings("instant", 1));
      assertAnswered(questions(20), predictor.predictBatch(questions(20)).outcomes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void streams_inBothDeliveries(Strategy strategy) {
    simulator.control().configure(settings("typical", 0.005));
    List<Question> questions = questions(150);
    try (BatchPredictor predictor = BatchPredictor.open(options(strategy).build())) {
      List<Outcome> inOrder = new ArrayList<>();
      predictor.predictStream(questions.iterator(), Delivery.IN_ORDER, inOrder::add);
      List<Outcome> asCompleted = new ArrayList<>();
      predictor.predictStream(questions.iterator(), Delivery.AS_COMPLETED, asCompleted::add);

      assertAnswered(questions, inOrder);
      assertThat(asCompleted).hasSize(150).hasOnlyElementsOfType(Answered.class);
      assertThat(asCompleted).extracting(Outcome::index).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_withWorkUnderWay_leavesNoThreadNoPermitAndNoCall(Strategy strategy) throws Exception {
    simulator.control().configure(settings("constant", 30));
    BatchPredictor predictor = BatchPredictor.open(options(strategy).build());
    CompletableFuture<BatchResult> batch =
        CompletableFuture.supplyAsync(() -> predictor.predictBatch(questions(20)));
    awaitInFlight(predictor, 8);
    predictor.close();

    assertThat(batch.get().outcomes()).hasSize(20).allMatch(Cancelled.class::isInstance);
    assertNothingInFlight(predictor);
    assertThat(pythonThreads()).isZero();
    while (simulator.control().stats().inFlight() > 0) {
      Thread.sleep(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsAProgramOfTwoSteps(Strategy strategy) {
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).program("ways:TwoSteps").build())) {
      BatchResult result = predictor.predictBatch(questions(30));
      assertThat(result.answered()).hasSize(30);
      assertThat(result.metrics().calls().calls()).isEqualTo(60);
    }
    assertThat(simulator.control().stats().requests()).isEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource
  void runsAChainOfThought(Strategy strategy) {
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).program("ways:thinking").build())) {
      assertThat(predictor.predictBatch(questions(30)).answered())
          .hasSize(30)
          .allSatisfy(
              answered -> assertThat(answered.fields()).containsOnlyKeys("reasoning", "answer"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("dspy.context and context variables are each prediction's own")
  void keepsContextsApart(Strategy strategy) {
    simulator.control().configure(settings("typical", 0.01));
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).program("ways:Secretive").build())) {
      assertThat(predictor.predictBatch(questions(60)).answered())
          .hasSize(60)
          .allSatisfy(
              answered ->
                  assertThat(answered.fields())
                      .containsEntry("dspys", answered.question().inputs().get("question"))
                      .containsEntry("mine", answered.question().inputs().get("question")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsAProgramCallTheModelFromThreadsOfItsOwn(Strategy strategy) {
    try (BatchPredictor predictor =
        BatchPredictor.open(options(strategy).program("ways:Threads").workers(2).build())) {
      assertThat(predictor.predictBatch(questions(6)).answered())
          .hasSize(6)
          .allSatisfy(
              answered ->
                  assertThat(String.valueOf(answered.fields().get("answer")).split(" \\| ", -1))
                      .hasSize(3));
    }
    assertThat(simulator.control().stats().answered()).isEqualTo(18);
  }

  @ParameterizedTest
  @EnumSource
  void dspyParallel_takesEachTransport(Transport transport) {
    simulator.control().configure(settings("flaky", 0.001));
    List<Question> questions = questions(30);
    try (BatchPredictor predictor =
        BatchPredictor.open(
            options(Strategy.DSPY_PARALLEL).transport(transport).retry(PATIENT).build())) {
      BatchResult result = predictor.predictBatch(questions);
      assertAnswered(questions, result.outcomes());
      assertThat(result.metrics().calls().requests())
          .isEqualTo(simulator.control().stats().requests());
    }
  }

  @Test
  void asyncio_countsAllCallsOfAProgram_alsoThoseWithoutAwait() {
    try (BatchPredictor predictor =
        BatchPredictor.open(options(Strategy.ASYNCIO).program("ways:Gathering").build())) {
      BatchResult result = predictor.predictBatch(questions(10));
      assertThat(result.answered()).hasSize(10);
      assertThat(result.metrics().calls().calls()).isEqualTo(30);
    }
  }

  @Test
  void asyncio_refusesAProgramWithoutAforward_andNamesTheWayOut() {
    BatchOptions options = options(Strategy.ASYNCIO).program("example:TwoSteps").build();
    assertThatThrownBy(() -> BatchPredictor.open(options))
        .asInstanceOf(type(PythonException.class))
        .returns(FailureKind.CONFIGURATION, PythonException::kind)
        .satisfies(
            refused ->
                assertThat(refused)
                    .hasMessageContaining("example:TwoSteps")
                    .hasMessageContaining("aforward")
                    .hasMessageContaining("workers or greenlets")
                    .hasMessageNotContaining("\n"));
    assertThat(pythonThreads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNCIO", "GREENLETS"})
  void refusesATransportThatItDoesNotTake(Strategy strategy) {
    assertThatThrownBy(() -> options(strategy).transport(Transport.LM15).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(strategy.label(), "lm15", "transport java", "dspy-parallel");
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"ASYNCIO", "GREENLETS"})
  void has500CallsInFlight_onOneThread(Strategy strategy) {
    CountDownLatch together = new CountDownLatch(500);
    Reaction answersWhenAllHaveCome =
        (socket, out) -> {
          together.countDown();
          together.await();
          return Reaction.answers(200, COMPLETION, "Content-Type: application/json")
              .apply(socket, out);
        };
    try (SocketEndpoint endpoint = new SocketEndpoint(request -> answersWhenAllHaveCome);
        BatchPredictor predictor =
            BatchPredictor.open(
                BatchOptions.to(new Endpoint(endpoint.baseUrl(), "any", "DSPYBENCH_TEST_KEY"))
                    .strategy(strategy)
                    .workers(500)
                    .build())) {
      BatchResult result = predictor.predictBatch(questions(500));
      assertThat(result.answered()).hasSize(500);
      assertThat(result.metrics().callsInFlight().peak()).isEqualTo(500);
      assertThat(pythonThreads()).isEqualTo(1);
    }
    assertThat(pythonThreads()).isZero();
  }

  private static void awaitInFlight(BatchPredictor predictor, int calls)
      throws InterruptedException {
    while (predictor.callsInFlight() < calls) {
      Thread.sleep(5);
    }
  }

  /** An outcome does not wait for its call, which ends a moment later. */
  private static void assertNothingInFlight(BatchPredictor predictor) {
    while (predictor.callsInFlight() > 0) {
      Thread.onSpinWait();
    }
  }

  private static long pythonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("python-(worker-\\d+|asyncio|greenlets|dspy-parallel)"))
        .count();
  }
}
