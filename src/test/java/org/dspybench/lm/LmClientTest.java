package org.dspybench.lm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dspybench.lm.ScriptedEndpoint.OK_BODY;
import static org.dspybench.lm.ScriptedEndpoint.ok;
import static org.dspybench.sockets.Reaction.answers;
import static org.dspybench.sockets.Reaction.drips;
import static org.dspybench.sockets.Reaction.floods;
import static org.dspybench.sockets.Reaction.head;
import static org.dspybench.sockets.Reaction.isSilent;
import static org.dspybench.sockets.Reaction.resets;
import static org.dspybench.sockets.Reaction.sends;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.sockets.Reaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LmClientTest {

  private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";
  private static final String SECRET = "sk-test-0123456789";
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int RESERVE = 7;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofMinutes(1), 1);

  @Test
  void aGoodAnswerComesBackAsItIs() throws Exception {
    String body = "{\"content\":\"Grüße, 世界 🎉 \\n \\u0000\"}";
    try (var endpoint =
            new ScriptedEndpoint(answers(200, body, "X-Request-Id: r1", "X-Two: \"q\""));
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(reply.head().get(0).asInt()).isEqualTo(200);
      assertThat(client.metrics().requests()).isEqualTo(1);
      assertThat(reply.header("x-request-id")).isEqualTo("r1");
      assertThat(reply.header("x-two")).isEqualTo("\"q\"");
      assertThat(reply.body()).isEqualTo(body);
    }
  }

  @Test
  void theBodyIsPostedAsItIsToChatCompletions() {
    String body = "{\"content\":\"Grüße, 世界 🎉\"}";
    try (var endpoint = new ScriptedEndpoint(ok());
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      client.exchange(body);

      assertThat(endpoint.received).hasSize(1);
      assertThat(endpoint.received.get(0).body()).isEqualTo(body);
      assertThat(endpoint.received.get(0).head())
          .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
          .containsIgnoringCase("\r\ncontent-type: application/json\r\n")
          .doesNotContainIgnoringCase("\r\nupgrade:");
    }
  }

  @Test
  void theKeyIsReadAtEachCall() {
    List<String> keys = new ArrayList<>(List.of("first", "second\n"));
    try (var endpoint = new ScriptedEndpoint(ok());
        var client =
            new Caller(endpoint(endpoint), LONG, RetryPolicy.NONE, name -> keys.remove(0))) {
      client.exchange(BODY);
      client.exchange(BODY);

      assertThat(endpoint.received.get(0).head()).contains("Authorization: Bearer first\r\n");
      assertThat(endpoint.received.get(1).head()).contains("Authorization: Bearer second\r\n");
    }
  }

  @Test
  void withoutAKeyThereIsNoAuthorization() {
    try (var endpoint = new ScriptedEndpoint(ok());
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      client.exchange(BODY);

      assertThat(endpoint.received.get(0).head()).doesNotContainIgnoringCase("authorization");
    }
  }

  @Test
  void aKeyThatNoHeaderCanCarryIsNotRepeated() {
    try (var endpoint = new ScriptedEndpoint(ok());
        var client =
            new Caller(
                endpoint(endpoint), LONG, RetryPolicy.NONE, name -> SECRET + "\r\nX-Evil: 1")) {
      assertThatThrownBy(() -> client.exchange(BODY))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TEST_KEY")
          .hasMessageNotContaining(SECRET);
      assertThat(client.metrics().requests()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void theKeyIsInNoEnvelope(int fault) throws Exception {
    Reaction[] faults = {
      answers(401, "{}"),
      resets(),
      isSilent(),
      sends("garbage\r\n\r\n".getBytes(UTF_8)),
      floods(),
      ok()
    };
    Function<String, @Nullable String> environment = name -> SECRET;
    try (var endpoint = new ScriptedEndpoint(faults[fault]);
        var client = new Caller(endpoint(endpoint), SHORT, RetryPolicy.NONE, environment)) {
      assertThat(client.exchange(BODY)).doesNotContain(SECRET);
      assertThat(endpoint.received.get(0).head()).contains(SECRET);
      assertThat(client.metrics().toString()).doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After: 1", "Retry-After: 0.4", "retry-after-ms: 400", "date"})
  void aRateLimitIsWaitedOutAsTheServerAsks(String hint) throws Exception {
    String header =
        hint.equals("date")
            ? "Retry-After: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC))
            : hint;
    try (var endpoint =
            new ScriptedEndpoint(answers(429, rateLimit("rate_limit_exceeded"), header), ok());
        var client = client(endpoint, LONG, THREE)) {
      long begin = System.nanoTime();
      Reply reply = Reply.of(client.exchange(BODY));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.metrics().requests()).isEqualTo(2);
      assertThat(took).isBetween(Duration.ofMillis(400), Duration.ofSeconds(4));
      assertThat(endpoint.received).hasSize(2);
      LmMetrics metrics = client.metrics();
      assertThat(metrics.rateLimited()).isEqualTo(1);
      assertThat(metrics.retries()).isEqualTo(Map.of(LmFailure.RATE_LIMITED, 1L));
      assertThat(metrics.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insufficient_quota", "1113"})
  void anEmptyAccountIsAskedOnce(String code) throws Exception {
    try (var endpoint = new ScriptedEndpoint(answers(429, rateLimit(code)));
        var client = client(endpoint, LONG, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(reply.status()).isEqualTo(429);
      assertThat(client.metrics().requests()).isEqualTo(1);
      assertThat(reply.body()).contains(code);
      assertThat(client.metrics().rateLimited()).isEqualTo(1);
      assertThat(client.metrics().failures()).isEqualTo(Map.of(LmFailure.QUOTA_EXHAUSTED, 1L));
    }
  }

  @Test
  void aServerErrorThatStaysComesBackWithItsBody() throws Exception {
    String page = "<html>\n<body>Bad gateway</body></html>";
    try (var endpoint = new ScriptedEndpoint(answers(502, page, "Content-Type: text/html"));
        var client = client(endpoint, LONG, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(client.metrics().requests()).isEqualTo(3);
      assertThat(reply.body()).isEqualTo(page);
      LmMetrics metrics = client.metrics();
      assertThat(metrics.calls()).isEqualTo(1);
      assertThat(metrics.requests()).isEqualTo(3);
      assertThat(metrics.retries()).isEqualTo(Map.of(LmFailure.SERVER_ERROR, 2L));
      assertThat(metrics.failures()).isEqualTo(Map.of(LmFailure.SERVER_ERROR, 1L));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 407, 422})
  void aRejectedRequestIsSentOnce(int status) throws Exception {
    try (var endpoint = new ScriptedEndpoint(answers(status, "no", "Location: /elsewhere"));
        var client = client(endpoint, LONG, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(reply.status()).isEqualTo(status);
      assertThat(endpoint.received).hasSize(1);
      assertThat(client.metrics().failures()).isEqualTo(Map.of(LmFailure.REJECTED, 1L));
    }
  }

  @Test
  void aResetIsRetried() throws Exception {
    try (var endpoint = new ScriptedEndpoint(resets(), resets(), ok());
        var client = client(endpoint, LONG, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.metrics().requests()).isEqualTo(3);
      assertThat(endpoint.received).hasSize(3);
      assertThat(client.metrics().retries()).isEqualTo(Map.of(LmFailure.CONNECTION, 2L));
    }
  }

  @Test
  void aResetUnderAPolicyOfOneAttemptIsSentOnce() throws Exception {
    try (var endpoint = new ScriptedEndpoint(resets());
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertBroken(reply, "connection");
      assertThat(endpoint.received).hasSize(1);
    }
  }

  @Test
  void aRefusedConnectionNamesTheHost() throws Exception {
    int port = freePort();
    var endpoint = new Endpoint(URI.create("http://127.0.0.1:" + port), "m", "TEST_KEY");
    try (var client = new Caller(endpoint, LONG, THREE, name -> null)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertBroken(reply, "connection");
      assertThat(reply.head().get(2).asText()).isEqualTo("cannot connect to 127.0.0.1:" + port);
      assertThat(client.metrics().failures()).isEqualTo(Map.of(LmFailure.CONNECTION, 1L));
    }
  }

  @Test
  void silenceEndsAtTheTimeoutAndLeavesNoConnection() throws Exception {
    assertTimesOut(isSilent());
  }

  @Test
  void aDrippingBodyEndsAtTheTimeoutAndLeavesNoConnection() throws Exception {
    assertTimesOut(drips());
  }

  @Test
  void aBodyThatStopsHalfwayEndsAtTheTimeout() throws Exception {
    assertTimesOut(
        (socket, out) -> {
          out.write((head(200) + "Content-Length: 100\r\n\r\n{\"cho").getBytes(UTF_8));
          out.flush();
          return isSilent().apply(socket, out);
        });
  }

  @Test
  void aTimeoutIsRetried() throws Exception {
    try (var endpoint = new ScriptedEndpoint(isSilent(), ok());
        var client = client(endpoint, SHORT, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.metrics().retries()).isEqualTo(Map.of(LmFailure.TIMEOUT, 1L));
    }
  }

  @Test
  void aBodyWithoutEndIsCutOffAndItsConnectionClosed() throws Exception {
    try (var endpoint = new ScriptedEndpoint(floods());
        var client = client(endpoint, LONG, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));

      assertBroken(reply, "oversized");
      assertThat(reply.head().get(2).asText())
          .isEqualTo("the answer is larger than 16777216 bytes");
      assertEventually(() -> endpoint.openConnections() == 0);
    }
  }

  @Test
  void aBodyOfTenMegabytesIsRead() throws Exception {
    String body = "x".repeat(10 << 20);
    try (var endpoint = new ScriptedEndpoint(answers(200, body));
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      assertThat(Reply.of(client.exchange(BODY)).body()).isEqualTo(body);
    }
  }

  @Test
  void whatIsNoHttpIsABrokenConnection() throws Exception {
    try (var endpoint = new ScriptedEndpoint(sends("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(UTF_8)));
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      assertBroken(Reply.of(client.exchange(BODY)), "connection");
    }
  }

  @Test
  void aBodyShorterThanAnnouncedIsABrokenConnection() throws Exception {
    byte[] cut = (head(200) + "Content-Length: 100\r\n\r\n{\"choices\":").getBytes(UTF_8);
    try (var endpoint = new ScriptedEndpoint(sends(cut));
        var client = client(endpoint, LONG, RetryPolicy.NONE)) {
      assertBroken(Reply.of(client.exchange(BODY)), "connection");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[",
        "",
        "<html>Welcome</html>",
        "[]",
        "{\"choices\":[]}",
        "{\"choices\":[{\"text\":\"a\"}]}",
        "{\"result\":\"ok\"}",
        "{\"error\":{\"message\":\"upstream\",\"code\":502}}"
      })
  void whatIsNoCompletionIsAskedForAgain_andLeftToPythonWhenItStays(String body) throws Exception {
    try (var endpoint = new ScriptedEndpoint(answers(200, body), ok());
        var client = client(endpoint, LONG, THREE)) {
      assertThat(Reply.of(client.exchange(BODY)).body()).isEqualTo(OK_BODY);
      assertThat(endpoint.received).hasSize(2);
    }
    try (var endpoint = new ScriptedEndpoint(answers(200, body));
        var client = client(endpoint, LONG, THREE)) {
      Reply reply = Reply.of(client.exchange(BODY));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(body);
      assertThat(client.metrics().requests()).isEqualTo(3);
    }
  }

  @Test
  void tokensAreCountedAsTheEndpointTellsThem() {
    String body =
        "{\"choices\":[{\"message\":{}}],"
            + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3}}";
    try (var endpoint = new ScriptedEndpoint(answers(200, body));
        var client = client(endpoint, LONG, THREE)) {
      client.exchange(BODY);
      client.exchange(BODY);
      assertThat(client.metrics().promptTokens()).isEqualTo(24);
      assertThat(client.metrics().completionTokens()).isEqualTo(6);
    }
  }

  @Test
  void whetherToTryAgainIsTheServersToSay() {
    try (var endpoint = new ScriptedEndpoint(answers(500, "", "x-should-retry: false"), ok());
        var client = client(endpoint, LONG, THREE)) {
      client.exchange(BODY);
      assertThat(endpoint.received).hasSize(1);
    }
    try (var endpoint = new ScriptedEndpoint(answers(400, "", "x-should-retry: true"), ok());
        var client = client(endpoint, LONG, THREE)) {
      client.exchange(BODY);
      assertThat(endpoint.received).hasSize(2);
    }
  }

  @Test
  void aDeadEndpointUsesUpTheBudget_andIsThenAskedOnceForEachCall() {
    RetryPolicy patient = THREE.withMaxAttempts(6);
    try (var endpoint = new ScriptedEndpoint(answers(503, "", "retry-after-ms: 1"));
        var client = client(endpoint, LONG, patient)) {
      for (int i = 0; i < 40; i++) {
        client.exchange(BODY);
      }
      assertThat(endpoint.received).hasSize(40 + RESERVE);
      assertThat(client.lastFailure().reason())
          .isEqualTo("the batch's budget of retries is used up");
    }
  }

  @Test
  void waitsThatARateLimitAsksForAreNotCountedAgainstTheBudget() {
    try (var endpoint = new ScriptedEndpoint(answers(429, "", "retry-after-ms: 1"));
        var client = client(endpoint, LONG, THREE)) {
      for (int i = 0; i < 40; i++) {
        client.exchange(BODY);
      }
      assertThat(endpoint.received).hasSize(40 * 3);
    }
  }

  @Test
  void anAnswerThatIsNotUtf8IsRefused() throws Exception {
    byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xE4, '"', '}'};
    byte[] head = (head(200) + "Content-Length: 9\r\n\r\n").getBytes(UTF_8);
    Reaction answer =
        (socket, out) -> {
          out.write(head);
          out.write(latin1);
          return true;
        };
    try (var endpoint = new ScriptedEndpoint(answer);
        var client = client(endpoint, LONG, THREE)) {
      assertBroken(Reply.of(client.exchange(BODY)), "garbled");
      assertThat(endpoint.received).hasSize(3);
    }
  }

  @Test
  void anInterruptEndsTheCallAndStaysSet() throws Exception {
    try (var endpoint = new ScriptedEndpoint(isSilent());
        var client = client(endpoint, LONG, THREE)) {
      Thread.currentThread().interrupt();
      Reply reply = Reply.of(client.exchange(BODY));

      assertThat(Thread.interrupted()).isTrue();
      assertBroken(reply, "cancelled");
      assertEventually(() -> endpoint.openConnections() == 0);
    }
  }

  @Test
  void closingEndsTheCallsInFlightAndThoseThatWaitForARetry() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try (var silent = new ScriptedEndpoint(isSilent());
        var limiting = new ScriptedEndpoint(answers(429, "{}", "Retry-After: 9"))) {
      var waiting = client(silent, LONG, THREE);
      var retrying = client(limiting, LONG, THREE);
      Future<String> first = callers.submit(() -> waiting.exchange(BODY));
      Future<String> second = callers.submit(() -> retrying.exchange(BODY));
      assertEventually(() -> silent.received.size() == 1 && retrying.metrics().rateLimited() == 1);
      long begin = System.nanoTime();
      waiting.cancel();
      retrying.cancel();

      assertBroken(Reply.of(first.get()), "cancelled");
      assertThat(Reply.of(second.get()).status()).isEqualTo(429);
      assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
      assertBroken(Reply.of(waiting.exchange(BODY)), "cancelled");
      waiting.close();
      retrying.close();
      assertEventually(() -> silent.openConnections() == 0);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void manyCallersAreServedAtOnceAndCountedExactly() throws Exception {
    int callers = 50;
    CountDownLatch together = new CountDownLatch(callers);
    Reaction reaction =
        (socket, out) -> {
          together.countDown();
          together.await();
          return ok().apply(socket, out);
        };
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try (var endpoint = new ScriptedEndpoint(reaction);
        var client = client(endpoint, LONG, THREE)) {
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < callers * 4; i++) {
        calls.add(pool.submit(() -> client.exchange(BODY)));
      }
      for (Future<String> call : calls) {
        assertThat(Reply.of(call.get()).body()).isEqualTo(OK_BODY);
      }
      LmMetrics metrics = client.metrics();
      assertThat(metrics.calls()).isEqualTo(200);
      assertThat(metrics.requests()).isEqualTo(200);
      assertThat(metrics.attemptMicros().getTotalCount()).isEqualTo(200);
      assertThat(metrics.inFlight()).isZero();
      assertThat(metrics.peakInFlight()).isEqualTo(callers);
      assertThat(endpoint.openConnections()).isLessThanOrEqualTo(callers);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aSnapshotStays_andTheLatencyOfAttemptsLeavesOutTheWaits() {
    try (var endpoint =
            new ScriptedEndpoint(
                answers(429, "{}", "retry-after-ms: 250"), answers(503, ""), ok());
        var client = client(endpoint, LONG, THREE)) {
      client.exchange(BODY);
      LmMetrics before = client.metrics();
      client.exchange(BODY);

      assertThat(before.requests()).isEqualTo(3);
      assertThat(before.calls()).isEqualTo(1);
      assertThat(before.retries())
          .isEqualTo(Map.of(LmFailure.RATE_LIMITED, 1L, LmFailure.SERVER_ERROR, 1L));
      assertThat(before.attemptMicros().getTotalCount()).isEqualTo(3);
      assertThat(before.attemptMicros().getMinValue()).isLessThan(249_000);
      assertThat(client.metrics().requests()).isEqualTo(4);
    }
  }

  @Test
  void theDeadlineEndsAWaitForARetry_andALimitThatIsNeverFree() {
    try (var endpoint = new ScriptedEndpoint(answers(429, "{}", "Retry-After: 9"));
        var client = client(endpoint, LONG, THREE)) {
      assertThat(client.exchange(BODY, Duration.ofMillis(300))).startsWith("[429,");
      assertThat(endpoint.received).hasSize(1);
      assertThat(client.metrics().calls()).isEqualTo(1);
    }
    try (var endpoint = new ScriptedEndpoint(isSilent());
        var client = client(endpoint, LONG, THREE)) {
      assertThat(client.exchange(BODY, Duration.ofMillis(300))).contains("\"timeout\"");
      assertThat(client.exchange(BODY, Duration.ZERO)).contains("no attempt was made");
      assertThat(client.metrics().requests()).isEqualTo(1);
    }
  }

  private static void assertTimesOut(Reaction reaction) throws Exception {
    try (var endpoint = new ScriptedEndpoint(reaction);
        var client = client(endpoint, SHORT, RetryPolicy.NONE)) {
      long begin = System.nanoTime();
      Reply reply = Reply.of(client.exchange(BODY));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      assertBroken(reply, "timeout");
      assertThat(reply.head().get(2).asText()).isEqualTo("no complete answer within 0.3 s");
      assertThat(took).isBetween(SHORT, SHORT.plusSeconds(2));
      assertThat(client.metrics().failures()).isEqualTo(Map.of(LmFailure.TIMEOUT, 1L));
      assertEventually(() -> endpoint.openConnections() == 0);
    }
  }

  private static void assertBroken(Reply reply, String kind) {
    assertThat(reply.status()).isZero();
    assertThat(reply.head().get(1).asText()).isEqualTo(kind);
    assertThat(reply.body()).isEmpty();
  }

  private static void assertEventually(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static Caller client(ScriptedEndpoint endpoint, Duration timeout, RetryPolicy retry) {
    return new Caller(endpoint(endpoint), timeout, retry, name -> null);
  }

  private static Endpoint endpoint(ScriptedEndpoint endpoint) {
    return new Endpoint(endpoint.baseUrl(), "m", "TEST_KEY");
  }

  private static String rateLimit(String code) {
    return "{\"error\":{\"message\":\"no\",\"type\":\"tokens\",\"code\":\"" + code + "\"}}";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A client whose calls are made for one group. */
  private static final class Caller implements AutoCloseable {

    private final LmCalls calls;
    private final LmClient client;
    private final CallGroup group = new CallGroup(RESERVE);
    private volatile CallContext last = group.context();

    Caller(
        Endpoint endpoint,
        Duration timeout,
        RetryPolicy retry,
        Function<String, @Nullable String> environment) {
      calls = new LmCalls(new CallLimit.Fixed(100), timeout, retry, 0);
      client = new LmClient(endpoint, calls, environment);
    }

    String exchange(String body) {
      return exchange(body, group.context());
    }

    String exchange(String body, Duration deadline) {
      return exchange(body, group.lasting(deadline));
    }

    private String exchange(String body, CallContext context) {
      last = context;
      return calls.within(context, () -> client.exchange(body));
    }

    void cancel() {
      group.cancel();
    }

    LmMetrics metrics() {
      return group.metrics();
    }

    CallFailure lastFailure() {
      return last.lastFailure().orElseThrow();
    }

    @Override
    public void close() {
      group.cancel();
      calls.close();
      assertThat(calls.limiter().inFlight()).as("permits that did not come back").isZero();
    }
  }

  /** An envelope, read as Python reads it. */
  private record Reply(JsonNode head, String body) {
    static Reply of(String envelope) throws IOException {
      int end = envelope.indexOf('\n');
      return new Reply(
          new ObjectMapper().readTree(envelope.substring(0, end)), envelope.substring(end + 1));
    }

    int status() {
      return head.get(0).asInt();
    }

    @Nullable String header(String name) {
      for (JsonNode pair : head.get(1)) {
        if (pair.get(0).asText().equalsIgnoreCase(name)) {
          return pair.get(1).asText();
        }
      }
      return null;
    }
  }
}
