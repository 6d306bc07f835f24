package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Outcome.Failed;
import org.dspybench.batch.Question;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmMetrics;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.python.FailureKind;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.SocketEndpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@DisplayName("A batch against an endpoint that never answers well")
class HopelessEndpointTest {

  private static final int RESERVE = 50;
  private static final RetryPolicy FIVE_RETRIES =
      new RetryPolicy(6, Duration.ofMillis(1), Duration.ofMinutes(2), Duration.ofMinutes(10), 42);

  private static BatchOptions.Builder options(URI endpoint, Transport transport) {
    return BatchOptions.to(new Endpoint(endpoint, "hopeless", "DSPYBENCH_TEST_KEY"))
        .transport(transport)
        .retry(FIVE_RETRIES)
        .retryReserve(RESERVE);
  }

  private static BatchResult predict(BatchOptions.Builder options, List<Question> questions) {
    try (BatchPredictor predictor = BatchPredictor.open(options.build())) {
      BatchResult result = predictor.predictBatch(questions);
      Questions.assertInOrder(questions, result);
      assertThat(predictor.callsInFlight()).isZero();
      return result;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("spends its reserve of retries and no more, where nobody listens")
  void deadEndpoint_isNotAskedBeyondTheReserve(Transport transport) throws IOException {
    // To tell of a failure takes litellm 40 ms of computing.
    List<Question> questions = Questions.of(transport == Transport.LITELLM ? 200 : 2000);
    BatchResult result = predict(options(nobody(), transport), questions);
    assertReserveIsSpent(questions, FailureKind.TRANSPORT, result);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("spends its reserve of retries and no more, as the endpoint counts them")
  void failingEndpoint_getsNoMoreRequestsThanTheReserveAllows(Transport transport) {
    List<Question> questions = Questions.of(100);
    try (ChaosEndpoint endpoint = new ChaosEndpoint(Fault.UNAVAILABLE, Occurrence.always(), 0)) {
      BatchResult result =
          predict(
              endpoint.options().transport(transport).retry(FIVE_RETRIES).retryReserve(RESERVE),
              questions);
      assertReserveIsSpent(questions, FailureKind.SERVER, result);
      assertThat(endpoint.requests()).isEqualTo(questions.size() + RESERVE);
    }
  }

  private static void assertReserveIsSpent(
      List<Question> questions, FailureKind kind, BatchResult result) {
    LmMetrics calls = result.metrics().calls();
    assertThat(calls.requests()).isEqualTo(questions.size() + RESERVE);
    assertThat(calls.retries().values()).containsExactly((long) RESERVE);
    assertThat(result.failed())
        .hasSameSizeAs(questions)
        .extracting(Failed::kind)
        .containsOnly(kind);
    assertThat(result.failed())
        .allMatch(failed -> failed.message().contains("(given up because "))
        .anyMatch(failed -> failed.message().contains("the batch's budget of retries is used up"));
  }

  /** Where a moment ago somebody listened. */
  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives a question up at once that is to wait for five minutes, and says so")
  void retryAfter_endsTheCall_whenItIsLongerThanAllowed(Transport transport) {
    try (SocketEndpoint endpoint =
        new SocketEndpoint(
            request -> Reaction.answers(429, Body.ERROR, Body.JSON, "Retry-After: 300"))) {
      List<Question> questions = Questions.of(3);
      assertThat(predict(options(endpoint.baseUrl(), transport), questions).failed())
          .hasSameSizeAs(questions)
          .allSatisfy(
              failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.RATE_LIMITED);
                assertThat(failed.attempts()).hasValue(1);
                assertThat(failed.message())
                    .contains("the server asks to wait 300.0 s, more than the 120.0 s allowed");
              });
    }
  }

  private static Stream<Arguments> faultsOfARequest() {
    return Stream.of(Transport.values())
        .flatMap(
            transport ->
                Stream.of(Fault.values())
                    .filter(fault -> fault.failure().isPresent() && !fault.isOutage())
                    .map(fault -> Arguments.of(fault, transport)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("faultsOfARequest")
  @DisplayName("fails each question with a kind that fits, when nothing is tried again")
  void fault_failsItsQuestionsWithItsKind(Fault fault, Transport transport) {
    List<Question> questions = Questions.of(10);
    try (ChaosEndpoint endpoint = new ChaosEndpoint(fault, Occurrence.always(), 0)) {
      BatchOptions.Builder options =
          endpoint
              .options()
              .transport(transport)
              .retry(RetryPolicy.NONE)
              .timeout(fault.stalls() ? Duration.ofMillis(400) : Duration.ofSeconds(20));
      BatchResult result = predict(options, questions);
      assertThat(endpoint.requests()).isEqualTo(questions.size());
      assertThat(result.failed())
          .hasSameSizeAs(questions)
          .allSatisfy(
              failed -> {
                assertThat(failed.kind()).as(failed.message()).isEqualTo(fault.kind());
                assertThat(failed.attempts()).hasValue(1);
              });
    }
  }
}
