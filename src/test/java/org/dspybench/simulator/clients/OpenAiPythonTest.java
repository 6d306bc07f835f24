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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("The official OpenAI client for Python")
class OpenAiPythonTest extends WithPythonClient {

  private static final Duration SHORTEST_FIRST_BACKOFF = Duration.ofMillis(375);
  private static final Duration SHORTEST_SECOND_BACKOFF = Duration.ofMillis(750);

  OpenAiPythonTest() {
    super("openai_client.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "async", "respond", "respond streaming"})
  @DisplayName("gets the answer, by every API")
  void answer_arrives(String way) {
    provider.answersAll();

    assertThat(client.ask(way, "Why?").path("answer").asText()).isEqualTo("Why?");
    assertThat(provider.attempts()).hasSize(1);
  }

  @Test
  @DisplayName("streams an answer in pieces, with a finish reason and the usage asked for")
  void stream_isWhole() {
    provider.answersAll();

    JsonNode answer = client.ask("stream", "Why?").path("answer");

    assertThat(answer.path("text").asText()).isEqualTo("Why?");
    assertThat(answer.path("pieces").asInt()).isPositive();
    assertThat(answer.path("finish").asText()).isEqualTo("stop");
    assertThat(answer.path("tokens").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("gets a call of the tool that it offers")
  void tool_isCalled() {
    provider.answersAll();

    JsonNode answer = client.ask("tool", "Paris?").path("answer");

    assertThat(answer.path("name").asText()).isEqualTo("weather");
    assertThat(answer.path("arguments").asText()).startsWith("{\"city\":");
    assertThat(answer.path("finish").asText()).isEqualTo("tool_calls");
  }

  @Test
  @DisplayName("reads identity, usage and headers as OpenAI sends them")
  void completion_isDescribed() {
    provider.answersAll();

    JsonNode answer = client.ask("describe", "Why?").path("answer");

    assertThat(answer.path("id").asText()).startsWith("chatcmpl-");
    assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
    assertThat(answer.path("model").asText()).isEqualTo("gpt-4o-mini");
    assertThat(answer.path("total")).isEqualTo(answer.path("sum"));
    assertThat(answer.path("processing").asText()).isEqualTo("0");
    assertThat(answer.path("request").asText()).startsWith("req_");
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMIT, RateLimitError, 429",
    "SLOW_DOWN, RateLimitError, 429",
    "INSUFFICIENT_QUOTA, RateLimitError, 429",
    "SERVER_ERROR, InternalServerError, 500",
    "UNAVAILABLE, InternalServerError, 503",
    "OVERLOADED, InternalServerError, 529",
    "HTML_PAGE_502, InternalServerError, 502",
    "INVALID_KEY, AuthenticationError, 401",
    "CONTEXT_LENGTH, BadRequestError, 400",
    "RESET_BEFORE_HEADERS, APIConnectionError,",
    "RESET_MID_BODY, APIConnectionError,",
    "TRUNCATED_JSON, JSONDecodeError,",
  })
  @DisplayName("raises the error that belongs to each failure")
  void failure_hasItsError(FaultKind kind, String error, Integer status) {
    provider.failsFirst(1, kind);

    JsonNode result = client.ask("once", "Why?");

    assertThat(result.path("error").asText()).isEqualTo(error);
    assertThat(result.path("status").asText()).isEqualTo(String.valueOf(status));
    assertThat(provider.attempts()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_ERROR", "OVERLOADED", "RESET_BEFORE_HEADERS"})
  @DisplayName("tries three times, after a half and a whole second less up to a quarter")
  void failure_isTriedThreeTimes(FaultKind kind) {
    provider.failsFirst(9, kind);

    assertThat(client.ask("ask", "Why?").has("error")).isTrue();
    assertThat(provider.pauses())
        .satisfiesExactly(
            first -> assertThat(first).isGreaterThanOrEqualTo(SHORTEST_FIRST_BACKOFF),
            second -> assertThat(second).isGreaterThanOrEqualTo(SHORTEST_SECOND_BACKOFF));
    assertThat(provider.sins()).containsExactly(Sin.GIVEN_UP);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_KEY", "CONTEXT_LENGTH"})
  @DisplayName("does not try again what no retry mends")
  void failureForGood_isNotTriedAgain(FaultKind kind) {
    provider.failsFirst(9, kind);

    assertThat(client.ask("ask", "Why?").has("error")).isTrue();
    assertThat(provider.attempts()).hasSize(1);
  }

  @Test
  @DisplayName("tries an empty account again, since it goes by the status alone")
  void insufficientQuota_isTriedAgain() {
    provider.failsFirst(9, FaultKind.INSUFFICIENT_QUOTA);

    assertThat(client.ask("ask", "Why?").path("error").asText()).isEqualTo("RateLimitError");
    assertThat(provider.attempts()).hasSize(3);
    assertThat(provider.sins()).containsExactly(Sin.FINAL_ERROR_RETRIED);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "MILLISECONDS", "FRACTION", "SECONDS"})
  @DisplayName("waits as long as it is asked to, in whatever form")
  void wait_isObeyed(Hints hints) {
    Duration wait = Duration.ofMillis(1_500);
    provider.refusesFirst(1, wait, hints);

    assertThat(client.ask("ask", "Why?").path("answer").asText()).isEqualTo("Why?");
    assertThat(provider.pauses())
        .singleElement()
        .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(wait.minusMillis(1)));
    assertThat(provider.sins()).isEmpty();
  }

  @Test
  @DisplayName("waits until a date")
  void wait_isObeyed_untilADate() {
    Duration wait = Duration.ofSeconds(2);
    provider.refusesFirst(1, wait, Hints.DATE);

    assertThat(client.ask("ask", "Why?").path("answer").asText()).isEqualTo("Why?");
    assertThat(provider.pauses())
        .singleElement()
        .satisfies(pause -> assertThat(pause).isGreaterThan(wait.minusSeconds(1)));
  }

  @Test
  @DisplayName("gives up at once when it is asked to wait for more than two minutes")
  void wait_isRefused_whenItIsTooLong() {
    provider.refusesFirst(1, Duration.ofSeconds(121), Hints.SECONDS);

    assertThat(client.ask("ask", "Why?").path("error").asText()).isEqualTo("RateLimitError");
    assertThat(provider.attempts()).hasSize(1);
  }
}
