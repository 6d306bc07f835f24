package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dspybench.lm.ScriptedEndpoint.ok;
import static org.dspybench.sockets.Reaction.answers;
import static org.dspybench.sockets.Reaction.isSilent;
import static org.dspybench.sockets.Reaction.resets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.sockets.Reaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@DisplayName("A call that holds no thread")
class AsynchronousCallTest {

  private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofMinutes(1), 1);

  @Test
  void isAnsweredLikeOneThatHoldsItsThread() {
    try (Fixture lm = new Fixture(1, LONG, answers(200, ScriptedEndpoint.OK_BODY, "X-One: 1"))) {
      String blocking = lm.calls.within(lm.group.context(), () -> lm.client.exchange(BODY));

      assertThat(lm.send().join()).isEqualTo(blocking).startsWith("[200,[");
      assertThat(lm.group.metrics().calls()).isEqualTo(2);
    }
  }

  @Test
  void isTriedAgain_byTheSameRules() {
    Reaction[] script = {
      answers(429, "{}", "retry-after-ms: 5"), resets(), ok(), answers(503, ""), answers(401, "{}")
    };
    try (Fixture lm = new Fixture(1, LONG, script)) {
      assertThat(lm.send().join()).startsWith("[200,");
      assertThat(lm.send().join()).startsWith("[401,");

      LmMetrics metrics = lm.group.metrics();
      assertThat(metrics.requests()).isEqualTo(5);
      assertThat(metrics.rateLimited()).isEqualTo(1);
      assertThat(metrics.retries())
          .isEqualTo(
              Map.of(
                  LmFailure.RATE_LIMITED,
                  1L,
                  LmFailure.CONNECTION,
                  1L,
                  LmFailure.SERVER_ERROR,
                  1L));
      assertThat(metrics.failures()).isEqualTo(Map.of(LmFailure.REJECTED, 1L));
    }
  }

  @Test
  void endsAtItsTimeout() {
    try (Fixture lm = new Fixture(1, Duration.ofMillis(200), isSilent())) {
      CallContext context = lm.group.context();
      assertThat(lm.client.send(BODY, context).join())
          .isEqualTo("[0,\"timeout\",\"no complete answer within 0.2 s\"]\n");
      assertThat(context.lastFailure().orElseThrow())
          .isEqualTo(new CallFailure(LmFailure.TIMEOUT, 3, "3 of 3 attempts were made"));
    }
  }

  @Test
  void endsAtTheDeadline_inAnAttemptOrTheWaitForAnother() {
    Duration deadline = Duration.ofMillis(200);
    try (Fixture lm = new Fixture(1, LONG, isSilent())) {
      CallContext context = lm.group.lasting(deadline);
      assertThat(lm.client.send(BODY, context).join()).startsWith("[0,\"timeout\"");
      assertThat(context.lastFailure().orElseThrow().kind()).isEqualTo(LmFailure.CANCELLED);
    }
    try (Fixture lm = new Fixture(1, LONG, answers(429, "{}", "Retry-After: 9"))) {
      assertThat(lm.client.send(BODY, lm.group.lasting(deadline)).join()).startsWith("[429,");
    }
  }

  @Test
  void isCancelledWithItsGroup_inLineInFlightOrBetweenAttempts() throws Exception {
    try (Fixture lm = new Fixture(1, LONG, isSilent())) {
      List<CompletableFuture<String>> envelopes =
          IntStream.range(0, 5).mapToObj(i -> lm.send()).toList();
      while (lm.endpoint.received.isEmpty() || lm.calls.limiter().waiting() < 4) {
        Thread.sleep(5);
      }
      lm.group.cancel();
      assertThat(envelopes)
          .allSatisfy(
              envelope ->
                  assertThat(envelope.get(5, TimeUnit.SECONDS)).startsWith("[0,\"cancelled\""));
      assertThat(lm.group.metrics().requests()).isEqualTo(1);
    }
    try (Fixture lm = new Fixture(1, LONG, answers(503, "", "Retry-After: 9"))) {
      CompletableFuture<String> envelope = lm.send();
      while (lm.group.metrics().attemptMicros().getTotalCount() == 0) {
        Thread.sleep(5);
      }
      lm.group.cancel();
      assertThat(envelope.get(5, TimeUnit.SECONDS)).startsWith("[503,");
    }
  }

  @Test
  void waitsItsTurn_withoutAThread() {
    try (Fixture lm = new Fixture(3, LONG, ok())) {
      List<CompletableFuture<String>> envelopes =
          IntStream.range(0, 300).mapToObj(i -> lm.send()).toList();

      assertThat(envelopes).allMatch(envelope -> envelope.join().startsWith("[200,"));
      assertThat(lm.group.metrics().peakInFlight()).isLessThanOrEqualTo(3);
      assertThat(lm.group.metrics().waitMicros().getTotalCount()).isEqualTo(300);
    }
  }

  @Test
  void fails_whenTheKeyCannotBeSent() {
    try (Fixture lm = new Fixture("bad\nkey", 1, LONG, ok())) {
      assertThatThrownBy(() -> lm.send().join())
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TEST_KEY")
          .hasMessageNotContaining("bad");
    }
  }

  /** A client with a scripted endpoint; closing it asserts that no permit is out. */
  private static final class Fixture implements AutoCloseable {

    final ScriptedEndpoint endpoint;
    final LmCalls calls;
    final LmClient client;
    final CallGroup group = new CallGroup(50);

    Fixture(int limit, Duration timeout, Reaction... script) {
      this(null, limit, timeout, script);
    }

    Fixture(@Nullable String key, int limit, Duration timeout, Reaction... script) {
      endpoint = new ScriptedEndpoint(script);
      calls = new LmCalls(new CallLimit.Fixed(limit), timeout, THREE, 0);
      client = new LmClient(new Endpoint(endpoint.baseUrl(), "m", "TEST_KEY"), calls, name -> key);
    }

    CompletableFuture<String> send() {
      return client.send(BODY, group.context());
    }

    @Override
    public void close() {
      calls.close();
      endpoint.close();
      assertThat(calls.limiter().inFlight()).as("permits that did not come back").isZero();
    }
  }
}
