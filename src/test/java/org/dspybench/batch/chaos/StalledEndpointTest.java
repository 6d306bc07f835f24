package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Cancelled;
import org.dspybench.batch.Outcome.TimedOut;
import org.dspybench.batch.Question;
import org.dspybench.lm.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@DisplayName("A batch against an endpoint that does not come to an end")
class StalledEndpointTest {

  private static final List<Question> QUESTIONS = Questions.of(200);
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** What the issue allows a batch beyond its deadline. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static Stream<Arguments> stalls() {
    return Stream.of(Transport.values())
        .flatMap(
            transport ->
                Stream.of(Fault.values())
                    .filter(Fault::stalls)
                    .map(fault -> Arguments.of(fault, transport)));
  }

  /** An endpoint at which one attempt in three hangs, and soon all workers do. */
  private static ChaosEndpoint endpoint(Fault fault) {
    return new ChaosEndpoint(fault, Occurrence.share(0.3), 7);
  }

  /** Attempts that would outlast the test. */
  private static BatchOptions.Builder options(ChaosEndpoint endpoint, Transport transport) {
    return endpoint.options().transport(transport).timeout(Duration.ofMinutes(5));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("stalls")
  @DisplayName("ends at its deadline with what it has, and frees the workers")
  void predictBatch_endsInTime_whenItHasADeadline(Fault fault, Transport transport) {
    try (ChaosEndpoint endpoint = endpoint(fault);
        BatchPredictor predictor =
            BatchPredictor.open(options(endpoint, transport).batchDeadline(DEADLINE).build())) {
      long begin = System.nanoTime();
      BatchResult result = predictor.predictBatch(QUESTIONS);
      assertThat(since(begin)).isBetween(DEADLINE, DEADLINE.plus(GRACE));
      assertAnsweredOr(TimedOut.class, result);
      assertFree(endpoint, predictor);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("stalls")
  @DisplayName("ends when another thread cancels it, and frees the workers")
  void predictBatch_ends_whenItIsCancelled(Fault fault, Transport transport) {
    try (ChaosEndpoint endpoint = endpoint(fault);
        BatchPredictor predictor = BatchPredictor.open(options(endpoint, transport).build())) {
      CompletableFuture<BatchResult> batch =
          CompletableFuture.supplyAsync(() -> predictor.predictBatch(QUESTIONS));
      Eventually.holds(() -> assertThat(endpoint.busyConnections()).isEqualTo(10));
      long begin = System.nanoTime();
      predictor.cancel();
      BatchResult result = batch.join();
      assertThat(since(begin)).isLessThan(GRACE);
      assertAnsweredOr(Cancelled.class, result);
      assertFree(endpoint, predictor);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static void assertAnsweredOr(Class<? extends Outcome> otherwise, BatchResult result) {
    Questions.assertInOrder(QUESTIONS, result);
    assertThat(result.outcomes())
        .extracting(outcome -> (Object) outcome.getClass())
        .containsOnly(Answered.class, otherwise);
  }

  /** Nothing is left of the batch, and the next one is answered. */
  private static void assertFree(ChaosEndpoint endpoint, BatchPredictor predictor) {
    Eventually.holds(
        () -> {
          assertThat(predictor.callsInFlight()).isZero();
          assertThat(endpoint.busyConnections()).isZero();
        });
    endpoint.behave();
    List<Question> others = Questions.of(20);
    Questions.assertAnswered(others, predictor.predictBatch(others));
  }
}
