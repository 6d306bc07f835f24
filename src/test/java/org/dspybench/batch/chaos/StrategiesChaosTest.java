package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.python.Strategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A batch by each strategy against an endpoint that misbehaves now and then")
class StrategiesChaosTest {

  private static final int WORKERS = 10;
  private static final List<Question> QUESTIONS = Questions.of(100);

  private static final RetryPolicy RETRY =
      new RetryPolicy(20, Duration.ofMillis(5), Duration.ofSeconds(1), Duration.ofSeconds(30), 42);

  private final OurThreads before = OurThreads.now();

  /** Faults of each kind: an answer to judge, one to read, a broken connection, none, an outage. */
  private static Stream<Arguments> runs() {
    return Arrays.stream(Strategy.values())
        .filter(strategy -> strategy != Strategy.WORKERS)
        .flatMap(
            strategy ->
                Stream.of(
                        Fault.RATE_LIMIT_WITH_HINT,
                        Fault.HTML_PAGE,
                        Fault.RESET_MID_BODY,
                        Fault.SILENCE,
                        Fault.DEATH)
                    .map(fault -> Arguments.of(fault, strategy)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("runs")
  void batch_isAnsweredWhole_andLeavesNothingBehind(Fault fault, Strategy strategy) {
    try (ChaosEndpoint endpoint = new ChaosEndpoint(fault, fault.occurrence(), 7);
        BatchPredictor predictor =
            BatchPredictor.open(
                endpoint
                    .options()
                    .strategy(strategy)
                    .workers(WORKERS)
                    .timeout(fault.stalls() ? Duration.ofMillis(400) : Duration.ofSeconds(20))
                    .retry(RETRY)
                    .retryReserve(200)
                    .batchDeadline(Duration.ofSeconds(60))
                    .build())) {
      BatchResult result = predictor.predictBatch(QUESTIONS);

      Questions.assertAnswered(QUESTIONS, result);
      assertThat(endpoint.struck()).isPositive();
      assertThat(result.metrics().calls().calls()).isEqualTo(QUESTIONS.size());
      assertThat(result.metrics().calls().failures()).isEmpty();
      assertThat(predictor.callsInFlight()).isZero();
      Eventually.holds(() -> assertThat(endpoint.busyConnections()).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_closesAllConnections(Strategy strategy) {
    ConnectionsAfterClose.assertNone(options -> options.strategy(strategy));
  }

  @AfterAll
  void noThreadIsLeft() {
    before.assertNoOthers();
  }
}
