package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
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
@DisplayName("A batch against an endpoint that misbehaves now and then")
class ChaosTest {

  private static final int WORKERS = 10;
  private static final List<Question> QUESTIONS = Questions.of(200);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Enough to outlive the endpoint's death, which lasts a second. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(20, Duration.ofMillis(5), Duration.ofSeconds(1), Duration.ofSeconds(30), 42);

  private final int beforeInPython = OurThreads.inPython();
  private final OurThreads before = OurThreads.now();
  private final ChaosTable table = new ChaosTable();

  private static List<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    int turn = 0;
    for (Transport transport : Transport.values()) {
      for (Fault fault : Fault.values()) {
        for (Limit limit : limits(transport, turn++)) {
          runs.add(Arguments.of(fault, transport, limit));
        }
      }
      turn++; // so that a fault meets the other limit by the next transport
    }
    return runs;
  }

  /**
   * Limits are kept in Java, the same for each transport: of those that compute the most, any two
   * of fault, transport and limit meet, but not any three. {@code -Dchaos.whole=true} has all.
   */
  private static List<Limit> limits(Transport transport, int turn) {
    List<Limit> all = List.of(Limit.values());
    return transport == Transport.JAVA || Boolean.getBoolean("chaos.whole")
        ? all
        : List.of(all.get(turn % all.size()));
  }

  private static BatchOptions options(
      ChaosEndpoint endpoint, Fault fault, Transport transport, Limit limit) {
    return endpoint
        .options()
        .transport(transport)
        .workers(WORKERS)
        .limit(limit.limit())
        .timeout(fault.stalls() ? Duration.ofMillis(800) : Duration.ofSeconds(20))
        .retry(RETRY)
        .retryReserve(200)
        .batchDeadline(DEADLINE)
        .build();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("runs")
  @DisplayName("is answered whole, and leaves no permit, thread or connection behind")
  void batch_isAnsweredWhole_andLeavesNothingBehind(Fault fault, Transport transport, Limit limit) {
    OurThreads threads = OurThreads.now();
    try (ChaosEndpoint endpoint = new ChaosEndpoint(fault, fault.occurrence(), 42);
        BatchPredictor predictor =
            BatchPredictor.open(options(endpoint, fault, transport, limit))) {
      BatchResult result = predictor.predictBatch(QUESTIONS);
      table.add(fault, transport, limit, result.metrics());

      assertThat(result.metrics().makespan()).isLessThan(DEADLINE.plus(GRACE));
      Questions.assertAnswered(QUESTIONS, result);
      assertRequests(fault, endpoint, result.metrics());
      assertNothingInFlight(endpoint, predictor);
      assertUsable(endpoint, predictor);
    }
    threads.assertNoOthersButLingering();
  }

  /** No retry is hidden, and none is counted that the fault did not cause. */
  private static void assertRequests(Fault fault, ChaosEndpoint endpoint, BatchMetrics metrics) {
    LmMetrics calls = metrics.calls();
    Optional<LmFailure> failure = fault.failure();
    long retries = failure.map(kind -> calls.retries().getOrDefault(kind, 0L)).orElse(0L);
    assertThat(endpoint.struck()).isPositive();
    assertThat(calls.calls()).isEqualTo(QUESTIONS.size());
    assertThat(calls.failures()).isEmpty();
    assertThat(calls.requests())
        .as("retries by cause: %s", calls.retries())
        .isEqualTo(calls.calls() + retries);
    if (fault.isOutage()) {
      // A refused attempt never arrives: what did, and was answered, must be one for each call.
      assertThat(retries).isPositive();
      assertThat(endpoint.requests() - endpoint.lost()).isEqualTo(QUESTIONS.size());
    } else {
      assertThat(endpoint.requests()).isEqualTo(calls.requests());
      assertThat(retries).isGreaterThanOrEqualTo(failure.isPresent() ? endpoint.struck() : 0);
    }
    assertThat(calls.retries())
        .isEqualTo(failure.map(kind -> Map.of(kind, retries)).orElse(Map.of()));
  }

  private static void assertNothingInFlight(ChaosEndpoint endpoint, BatchPredictor predictor) {
    assertThat(predictor.callsInFlight()).isZero();
    Eventually.holds(
        () -> {
          assertThat(endpoint.busyConnections()).as("connections cut off and not closed").isZero();
          assertThat(endpoint.openConnections()).as("idle").isLessThanOrEqualTo(WORKERS);
        });
  }

  private static void assertUsable(ChaosEndpoint endpoint, BatchPredictor predictor) {
    endpoint.behave();
    List<Question> another = List.of(Question.of("question", "And then?"));
    Questions.assertAnswered(another, predictor.predictBatch(another));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("leaves no idle connection either, once the predictor is closed")
  void close_closesAllConnections(Transport transport) {
    ConnectionsAfterClose.assertNone(options -> options.transport(transport));
  }

  @AfterAll
  void noThreadIsLeft() {
    table.printIfAskedFor();
    // One more at most: Python names its first thread here once a library asks for the name.
    assertThat(OurThreads.inPython()).isLessThanOrEqualTo(beforeInPython + 1);
    before.assertNoOthers();
  }
}
