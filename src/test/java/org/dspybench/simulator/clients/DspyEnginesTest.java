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
@DisplayName("DSPy's own engines, without our transports,")
class DspyEnginesTest extends WithPythonClient {

  DspyEnginesTest() {
    super("dspy_client.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lm15", "litellm"})
  @DisplayName("get the answer")
  void answer_arrives(String engine) {
    provider.answersAll();

    assertThat(client.ask(engine, "Why?").path("answer").asText()).isEqualTo("answer: Why?");
    assertThat(provider.attempts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "lm15, RATE_LIMIT, LMRateLimitError",
    "lm15, INSUFFICIENT_QUOTA, LMBillingError",
    "lm15, SERVER_ERROR, LMServerError",
    "lm15, OVERLOADED, LMServerError",
    "lm15, INVALID_KEY, LMAuthError",
    "lm15, CONTEXT_LENGTH, ContextWindowExceededError",
    "lm15, RESET_BEFORE_HEADERS, LMTransportError",
    "lm15, TRUNCATED_JSON, LMProviderError",
    "litellm, RATE_LIMIT, LMRateLimitError",
    "litellm, INSUFFICIENT_QUOTA, LMBillingError",
    "litellm, SERVER_ERROR, LMServerError",
    "litellm, OVERLOADED, LMServerError",
    "litellm, INVALID_KEY, LMAuthError",
    "litellm, CONTEXT_LENGTH, ContextWindowExceededError",
    "litellm, RESET_BEFORE_HEADERS, LMServerError",
    "litellm, TRUNCATED_JSON, LMServerError",
  })
  @DisplayName("raise the error that belongs to each failure")
  void failure_hasItsError(String engine, FaultKind kind, String error) {
    provider.failsFirst(1, kind);

    JsonNode result = client.ask(engine + " once", "Why?");

    assertThat(result.path("error").asText()).isEqualTo(error);
    assertThat(provider.attempts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lm15", "litellm"})
  @DisplayName("try four times, after one, two and four seconds; no retry hides below")
  void failure_isTriedFourTimes(String engine) {
    provider.failsFirst(9, FaultKind.SERVER_ERROR);

    assertThat(client.ask(engine, "Why?").path("error").asText()).isEqualTo("LMServerError");
    assertThat(provider.pauses())
        .extracting(Duration::toSeconds)
        .satisfiesExactly(
            first -> assertThat(first).isGreaterThanOrEqualTo(1),
            second -> assertThat(second).isGreaterThanOrEqualTo(2),
            third -> assertThat(third).isGreaterThanOrEqualTo(4));
  }

  @ParameterizedTest
  @EnumSource(names = {"INSUFFICIENT_QUOTA", "INVALID_KEY", "CONTEXT_LENGTH"})
  @DisplayName("do not try again what no retry mends")
  void failureForGood_isNotTriedAgain(FaultKind kind) {
    provider.failsFirst(9, kind);

    assertThat(client.ask("lm15", "Why?").has("error")).isTrue();
    assertThat(provider.attempts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"MILLISECONDS, 1500", "FRACTION, 1500", "SECONDS, 2000", "OPENAI, 2000"})
  @DisplayName("wait as lm15 is asked to, by whole seconds where there are both")
  void wait_isObeyed(Hints hints, long millis) {
    provider.refusesFirst(1, Duration.ofMillis(1_500), hints);

    assertThat(client.ask("lm15", "Why?").path("answer").asText()).isEqualTo("answer: Why?");
    assertThat(provider.pauses())
        .singleElement()
        .satisfies(pause -> assertThat(pause.toMillis()).isGreaterThanOrEqualTo(millis - 1));
    assertThat(provider.sins()).isEmpty();
  }

  @Test
  @DisplayName("lose the wait through litellm, and come back early")
  void wait_isLost_throughLitellm() {
    Duration wait = Duration.ofMinutes(2);
    provider.refusesFirst(1, wait, Hints.OPENAI);

    assertThat(client.ask("litellm", "Why?").path("answer").asText()).isEqualTo("answer: Why?");
    assertThat(provider.pauses())
        .singleElement()
        .satisfies(pause -> assertThat(pause).isLessThan(wait));
    assertThat(provider.sins()).containsExactly(Sin.WAIT_IGNORED);
  }
}
