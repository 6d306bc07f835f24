package org.dspybench.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.verdict.Sin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("litellm")
class LitellmTest extends WithPythonClient {

  LitellmTest() {
    super("litellm_client.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "async", "stream"})
  @DisplayName("gets the answer, at once and in pieces")
  void answer_arrives(String way) {
    provider.answersAll();

    assertThat(client.ask(way, "Why?").path("answer").asText()).isEqualTo("Why?");
    assertThat(provider.attempts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMIT, RateLimitError, 429",
    "INSUFFICIENT_QUOTA, RateLimitError, 429",
    "SERVER_ERROR, InternalServerError, 500",
    "UNAVAILABLE, ServiceUnavailableError, 503",
    "OVERLOADED, APIError, 529",
    "HTML_PAGE_502, BadGatewayError, 502",
    "INVALID_KEY, AuthenticationError, 401",
    "CONTEXT_LENGTH, ContextWindowExceededError, 400",
    "RESET_BEFORE_HEADERS, InternalServerError, 500",
    "TRUNCATED_JSON, InternalServerError, 500",
    "OTHER_JSON, InternalServerError, 500",
  })
  @DisplayName("raises the error that belongs to each failure")
  void failure_hasItsError(FaultKind kind, String error, int status) {
    provider.failsFirst(1, kind);

    JsonNode result = client.ask("once", "Why?");

    assertThat(result.path("error").asText()).isEqualTo(error);
    assertThat(result.path("status").asInt()).isEqualTo(status);
    assertThat(provider.attempts()).hasSize(1);
  }

  @Test
  @DisplayName("leaves retries to the OpenAI client below it, which makes two")
  void failure_isTriedThreeTimes() {
    provider.failsFirst(9, FaultKind.SERVER_ERROR);

    assertThat(client.ask("ask", "Why?").path("error").asText()).isEqualTo("InternalServerError");
    assertThat(provider.attempts()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, 5, GIVEN_UP",
    "INSUFFICIENT_QUOTA, 5, FINAL_ERROR_RETRIED",
    "INVALID_KEY, 3, FINAL_ERROR_RETRIED",
    "CONTEXT_LENGTH, 3, FINAL_ERROR_RETRIED",
  })
  @DisplayName("with num_retries adds its own to those below, also for errors that are final")
  void ownRetries_areAdded(FaultKind kind, int attempts, Sin sin) {
    provider.failsFirst(99, kind);

    assertThat(client.ask("twice more", "Why?").has("error")).isTrue();
    assertThat(provider.attempts()).hasSize(attempts);
    assertThat(provider.sins()).contains(sin);
  }

  @Test
  @DisplayName("with num_retries comes back without the wait it was asked for")
  void ownRetries_ignoreTheWait() {
    Duration wait = Duration.ofSeconds(121);
    provider.refusesFirst(1, wait, Hints.SECONDS);

    assertThat(client.ask("twice more", "Why?").path("answer").asText()).isEqualTo("Why?");
    assertThat(provider.pauses())
        .singleElement()
        .satisfies(pause -> assertThat(pause).isLessThan(wait));
    assertThat(provider.sins()).containsExactly(Sin.WAIT_IGNORED);
  }
}
