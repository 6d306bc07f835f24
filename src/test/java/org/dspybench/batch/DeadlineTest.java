package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Cancelled;
import org.dspybench.batch.Outcome.TimedOut;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Deadlines and cancellation")
class DeadlineTest {

  private static SimulatedLm simulator;

  @BeforeAll
  static void start() {
    simulator = SimulatedLm.start(constant(1), 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  /** Answers after a second, times the scale. */
  private static SimulatorSettings constant(double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named("constant"), 42, timeScale);
  }

  private static BatchOptions.Builder options() {
    return BatchOptions.to(new Endpoint(simulator.baseUrl(), "simulated", "DSPYBENCH_TEST_KEY"))
        .retry(RetryPolicy.NONE)
        .workers(4);
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> Question.of("question", "q" + i)).toList();
  }

  @Test
  void theBatchDeadline_endsWhatIsOutstanding_andKeepsWhatIsFinished() {
    simulator.control().configure(constant(0.2));
    Duration second = Duration.ofSeconds(1);
    try (BatchPredictor predictor = BatchPredictor.open(options().batchDeadline(second).build())) {
      predictor.predictBatch(questions(4));
      BatchResult result = predictor.predictBatch(questions(400));

      assertThat(result.outcomes()).hasSize(400);
      assertThat(result.answered()).isNotEmpty();
      assertThat(result.unanswered()).isNotEmpty().allMatch(TimedOut.class::isInstance);
      assertThat(result.metrics().makespan()).isBetween(second, second.plusSeconds(1));
      assertThat(result.metrics().counts().timedOut()).isEqualTo(result.unanswered().size());
    }
  }

  @Test
  @Timeout(30)
  void aQuestionsDeadline_countsFromItsStart_andEndsItsCall() throws Exception {
    simulator.control().configure(constant(30));
    Duration deadline = Duration.ofMillis(400);
    try (BatchPredictor predictor =
        BatchPredictor.open(options().questionDeadline(deadline).build())) {
      BatchResult result = predictor.predictBatch(questions(8));

      assertThat(result.outcomes()).hasSize(8).allMatch(TimedOut.class::isInstance);
      assertThat(result.outcomes())
          .allSatisfy(
              o ->
                  assertThat(o.latency())
                      .isBetween(deadline.minusMillis(20), deadline.plusSeconds(1)));
      // An outcome does not wait for its worker, which ends the call a moment later.
      while (predictor.callsInFlight() > 0) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  @DisplayName(
      "a program that waits in Python beyond its deadline holds up its worker, not the batch")
  void aQuestionsDeadline_endsItsOutcome_alsoWhereThePythonProgramDoesNotReturn() {
    try (BatchPredictor predictor =
        BatchPredictor.open(
            NoLm.options()
                .program("waiting:Waiting")
                .workers(2)
                .questionDeadline(Duration.ofMillis(300))
                .build())) {
      List<Question> questions = List.of(Question.of("seconds", 2.0), Question.of("seconds", 0.0));
      BatchResult result = predictor.predictBatch(questions);

      assertThat(result.outcomes().get(0)).isInstanceOf(TimedOut.class);
      assertThat(result.outcomes().get(1)).isInstanceOf(Answered.class);
      assertThat(result.metrics().makespan()).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void cancel_endsTheCallsInFlight_andThePredictorStaysUsable() throws Exception {
    simulator.control().configure(constant(30));
    try (BatchPredictor predictor = BatchPredictor.open(options().build())) {
      CompletableFuture<BatchResult> batch =
          CompletableFuture.supplyAsync(() -> predictor.predictBatch(questions(20)));
      while (predictor.callsInFlight() < 4) {
        Thread.sleep(5);
      }
      predictor.cancel();

      BatchResult result = batch.get();
      assertThat(result.outcomes()).hasSize(20).allMatch(Cancelled.class::isInstance);
      assertThat(result.metrics().counts().cancelled()).isEqualTo(20);
      simulator.control().configure(constant(0.01));
      assertThat(predictor.predictBatch(questions(20)).answered()).hasSize(20);
      assertThat(predictor.callsInFlight()).isZero();
    }
  }

  @Test
  void close_endsRunningBatchesAsCancelled() throws Exception {
    simulator.control().configure(constant(30));
    BatchPredictor predictor = BatchPredictor.open(options().build());
    CompletableFuture<BatchResult> batch =
        CompletableFuture.supplyAsync(() -> predictor.predictSequential(questions(3)));
    while (predictor.callsInFlight() < 1) {
      Thread.sleep(5);
    }
    predictor.close();

    assertThat(batch.get().outcomes()).hasSize(3).allMatch(Cancelled.class::isInstance);
  }

  @Test
  void aDeadlineThatIsNotMet_changesNothing_andLeavesNoTimer() throws InterruptedException {
    simulator.control().configure(constant(0.01));
    Map<Thread, StackTraceElement[]> before = Thread.getAllStackTraces();
    try (BatchPredictor predictor =
        BatchPredictor.open(
            options()
                .questionDeadline(Duration.ofMinutes(1))
                .batchDeadline(Duration.ofMinutes(2))
                .build())) {
      List<Question> questions = new ArrayList<>(questions(100));
      assertThat(predictor.predictBatch(questions).answered()).hasSize(100);
    }
    assertEventuallyNoThreadOfOurs(before.keySet());
  }

  /** Threads that were told to end take a moment to. */
  private static void assertEventuallyNoThreadOfOurs(Set<Thread> before)
      throws InterruptedException {
    List<String> left = List.of("unknown");
    for (int i = 0; i < 500 && !left.isEmpty(); i++) {
      Thread.sleep(10);
      left =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread))
              .map(Thread::getName)
              .filter(name -> name.startsWith("batch-") || name.startsWith("python-worker"))
              .toList();
    }
    assertThat(left).isEmpty();
  }
}
