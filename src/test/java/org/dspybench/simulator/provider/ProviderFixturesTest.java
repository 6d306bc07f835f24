package org.dspybench.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Beside what the provider really sent, the simulator's")
class ProviderFixturesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2025-02-24T22:25:30.500Z");
  private static final Hints HINTS = Hints.OPENAI;
  private static final Optional<Duration> NOTHING = Optional.empty();

  /** A fixture, with the account's own parts replaced by the simulator's. */
  private static JsonNode fixture(String name) {
    String file = "/simulator/fixtures/" + name + ".json";
    try (InputStream in = ProviderFixturesTest.class.getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      JsonNode read = JSON.readTree(text);
      String own = name.startsWith("anthropic") ? "simulated" : "org-simulated";
      text = replaced(text, read.path("organization"), own);
      text = replaced(text, read.path("requestId"), "req_simulated");
      text = replaced(text, read.path("key"), "sk-simul*ated");
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String text, JsonNode theirs, String ours) {
    return theirs.isMissingNode() ? text : text.replace(theirs.textValue(), ours);
  }

  private static Shortage shortage(
      Resource resource, long limit, long used, long requested, double retryInSeconds) {
    return new Shortage(
        resource,
        limit,
        used,
        requested,
        Optional.of(Duration.ofNanos(Math.round(retryInSeconds * 1e9))));
  }

  private static Shortage tooLarge(Resource resource, long limit, long requested) {
    return new Shortage(resource, limit, 0, requested, Optional.empty());
  }

  static Stream<Arguments> replies() {
    Shortage tokens = shortage(Resource.TOKENS, 200_000, 162_960, 42_288, 1.5744);
    Shortage requests = shortage(Resource.REQUESTS, 3, 3, 1, 20);
    return Stream.of(
        Arguments.of(
            "openai-429-tokens", Provider.OPENAI.rateLimited(tokens, "o4-mini", HINTS, NOW)),
        Arguments.of(
            "openai-429-requests",
            Provider.OPENAI.rateLimited(requests, "gpt-4o-mini", HINTS, NOW)),
        Arguments.of(
            "openai-429-too-large",
            Provider.OPENAI.rateLimited(
                tooLarge(Resource.TOKENS, 30_000, 30_601), "gpt-4o", HINTS, NOW)),
        Arguments.of("openai-429-insufficient-quota", OpenAiErrors.insufficientQuota()),
        Arguments.of("openai-500", OpenAiErrors.serverError(NOTHING, HINTS, NOW)),
        Arguments.of("openai-503", OpenAiErrors.overloaded(NOTHING, HINTS, NOW)),
        Arguments.of("openai-401", OpenAiErrors.invalidKey()),
        Arguments.of("openai-400-context-length", OpenAiErrors.contextLengthExceeded(8192, 8227)),
        Arguments.of(
            "azure-429-tokens",
            Provider.AZURE.rateLimited(
                shortage(Resource.TOKENS, 1000, 900, 200, 86_399.2), "m", HINTS, NOW)),
        Arguments.of(
            "azure-429-requests",
            Provider.AZURE.rateLimited(
                shortage(Resource.REQUESTS, 60, 10, 1, 2.4), "m", HINTS, NOW)),
        Arguments.of(
            "azure-429-without-wait",
            Provider.AZURE.rateLimited(tooLarge(Resource.TOKENS, 1000, 2000), "m", HINTS, NOW)),
        Arguments.of(
            "anthropic-429",
            Provider.ANTHROPIC.rateLimited(
                shortage(Resource.INPUT_TOKENS, 20_000, 20_000, 9, 1), "m", HINTS, NOW)),
        Arguments.of("anthropic-529", AnthropicErrors.overloaded(NOTHING, HINTS, NOW)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  @DisplayName("status and body are the same")
  void reply_isTheProviders(String name, ErrorReply reply) {
    JsonNode fixture = fixture(name);

    assertThat(reply.status()).isEqualTo(fixture.path("status").intValue());
    assertThat(reply.body().toString()).isEqualTo(fixture.path("body").toString());
  }

  @Test
  @DisplayName("529 is the same to the byte, and says like it that a retry is welcome")
  void overloaded_hasTheLengthThatAnthropicSent() {
    ErrorReply reply = AnthropicErrors.overloaded(NOTHING, HINTS, NOW);
    JsonNode headers = fixture("anthropic-529").path("headers");

    assertThat(reply.body().toString().getBytes(StandardCharsets.UTF_8))
        .hasSize(headers.path("content-length").asInt());
    assertThat(reply.headers())
        .containsEntry("x-should-retry", headers.path("x-should-retry").textValue());
  }

  @Test
  @DisplayName("429 slow_down has the same type and code; its message has no source")
  void slowDown_hasTypeAndCode() {
    ErrorReply reply = OpenAiErrors.slowDown(NOTHING, HINTS, NOW);
    JsonNode error = fixture("openai-429-slow-down").path("body").path("error");

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.body().path("error").path("type")).isEqualTo(error.path("type"));
    assertThat(reply.body().path("error").path("code")).isEqualTo(error.path("code"));
  }

  @Test
  @DisplayName("OpenAI's limit headers are the same")
  void limitHeaders_areOpenAis() {
    Map<String, String> headers =
        Provider.OPENAI.limitHeaders(
            List.of(
                new LimitState(Resource.REQUESTS, 5000, 4999, Duration.ofMillis(12)),
                new LimitState(Resource.TOKENS, 160_000, 159_976, Duration.ofMillis(9))),
            NOW);

    assertThat(json(headers)).isEqualTo(fixture("openai-limit-headers").path("headers"));
  }

  @Test
  @DisplayName("Azure's limit headers are the same, and whole seconds are added for the reset")
  void limitHeaders_areAzures() {
    Map<String, String> headers =
        Provider.AZURE.limitHeaders(
            List.of(
                new LimitState(Resource.REQUESTS, 8, 7, Duration.ofMillis(50_001)),
                new LimitState(Resource.TOKENS, 8000, 1014, Duration.ofSeconds(7))),
            NOW);

    fixture("azure-limit-headers")
        .path("headers")
        .properties()
        .forEach(
            sent -> assertThat(headers).containsEntry(sent.getKey(), sent.getValue().textValue()));
    assertThat(headers)
        .containsEntry("x-ratelimit-reset-requests", "51")
        .containsEntry("x-ratelimit-reset-tokens", "7")
        .hasSize(6);
  }

  @Test
  @DisplayName("Anthropic's limit headers are the same, input and output added up too")
  void limitHeaders_areAnthropics() {
    Map<String, String> headers =
        Provider.ANTHROPIC.limitHeaders(
            List.of(
                new LimitState(Resource.REQUESTS, 1000, 999, Duration.ofMillis(-600)),
                new LimitState(Resource.INPUT_TOKENS, 80_000, 78_040, Duration.ofMillis(1470)),
                new LimitState(Resource.OUTPUT_TOKENS, 16_000, 11_520, Duration.ofMillis(16_400))),
            NOW);

    assertThat(json(headers)).isEqualTo(fixture("anthropic-limit-headers").path("headers"));
  }

  @Test
  @DisplayName("each fixture says where it is from, and when")
  void fixtures_haveSourceAndDate() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/simulator/fixtures"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".json")))
          .hasSizeGreaterThanOrEqualTo(16)
          .allSatisfy(
              file -> {
                JsonNode fixture = JSON.readTree(file.toFile());
                assertThat(fixture.path("source").asText()).isNotBlank();
                assertThat(fixture.path("date").asText()).matches("20\\d\\d(-\\d\\d-\\d\\d)?");
                assertThat(fixture.path("note").asText()).isNotBlank();
              });
    }
  }

  private static ObjectNode json(Map<String, String> headers) {
    return JSON.valueToTree(headers);
  }
}
