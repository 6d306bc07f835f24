package org.dspybench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.Hints;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@DisplayName("A simulated LM")
@TestInstance(Lifecycle.PER_CLASS)
class SimulatedLmTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimulatedLm lm = SimulatedLm.start(settings("instant", 1), 0);
  private final SimulatorControl control = lm.control();

  @BeforeAll
  void warm() throws Exception {
    ask(lm, "warm?");
  }

  @AfterAll
  void close() {
    lm.close();
  }

  @Test
  @DisplayName("gives the same calls the same latencies and 429s, one by one and 50 at once")
  void calls_areTheSame_sequentialAndConcurrent() throws Exception {
    control.configure(settings("flaky", 7, 0.001));
    List<String> questions = IntStream.range(0, 300).mapToObj(i -> "question " + i % 200).toList();
    for (String question : questions) {
      ask(lm, question);
    }
    Set<String> sequential = outcomes();
    control.reset();
    assertThat(control.calls()).isEmpty();
    askAtOnce(questions, 50);
    Set<String> concurrent = outcomes();
    control.configure(settings("flaky", 8, 0.001));
    askAtOnce(questions, 50);

    assertThat(concurrent).isEqualTo(sequential).hasSize(300);
    assertThat(outcomes()).isNotEqualTo(sequential);
  }

  @Test
  @DisplayName("lets N callers wait one delay, not N")
  void delays_runSideBySide() throws Exception {
    control.configure(settings("constant", 1, 0.2));
    askAtOnce(IntStream.range(0, 100).mapToObj(i -> "question " + i).toList(), 100);

    List<SimulatedCall> calls = control.calls();
    long spanMicros =
        calls.stream().mapToLong(c -> c.arrivedAtMicros() + c.deliveredMicros()).max().orElse(0)
            - calls.get(0).arrivedAtMicros();
    assertThat(spanMicros).isLessThan(50 * calls.get(0).plannedMicros());
  }

  @Test
  @DisplayName("never answers before the delay that it planned")
  void delivered_isNotBeforePlanned() throws Exception {
    control.configure(settings("typical", 1, 0.01));
    askAtOnce(IntStream.range(0, 200).mapToObj(i -> "question " + i).toList(), 20);

    assertThat(control.calls())
        .hasSize(200)
        .allSatisfy(c -> assertThat(c.deliveredMicros()).isGreaterThanOrEqualTo(c.plannedMicros()))
        .extracting(SimulatedCall::arrivedAtMicros)
        .isSorted();
  }

  @Test
  @Timeout(120)
  @DisplayName("holds 500 calls in flight at once")
  void inFlight_reaches500() throws Exception {
    try (SimulatedLm slow = SimulatedLm.start(settings("constant", 1, 200), 0)) {
      URI uri = URI.create(slow.baseUrl() + "/chat/completions");
      List<CompletableFuture<HttpResponse<Void>>> answers =
          IntStream.range(0, 500)
              .mapToObj(i -> BodyPublishers.ofString(body("question " + i, "")))
              .map(body -> HttpRequest.newBuilder(uri).POST(body).build())
              .map(request -> http.sendAsync(request, BodyHandlers.discarding()))
              .toList();
      SimulatorControl slowControl = slow.control();
      while (slowControl.stats().requests() < 500) {
        Thread.sleep(20);
      }

      assertThat(answers).noneMatch(CompletableFuture::isDone);
      assertThat(slowControl.stats().inFlight()).isEqualTo(500);
      assertThat(slowControl.stats().inFlightPeak()).isEqualTo(500);
    }
  }

  @Test
  @DisplayName("answers as OpenAI does, with usage that agrees with the text")
  void answer_hasOpenAisShape() throws Exception {
    control.configure(settings("constant", 1, 0.01));
    HttpResponse<String> response = post(lm, body("How far?", ", \"n\": 2"));
    JsonNode json = JSON.readTree(response.body());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("openai-processing-ms")).contains("15");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(json.path("object").asText()).isEqualTo("chat.completion");
    assertThat(json.path("model").asText()).isEqualTo("gpt-4o-mini");
    assertThat(json.path("choices")).hasSize(2);
    JsonNode choice = json.path("choices").path(1);
    assertThat(choice.path("index").asInt()).isEqualTo(1);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    String text = choice.path("message").path("content").asText();
    assertThat(text).isEqualTo("[[ ## answer ## ]]\nanswer: How far?\n\n[[ ## completed ## ]]");
    assertThat(json.path("usage").path("completion_tokens").asInt())
        .isEqualTo(2 * ((text.length() + 3) / 4));
  }

  @Test
  @DisplayName("cuts an answer at max_tokens and says so")
  void answer_isCut_atMaxTokens() throws Exception {
    control.configure(settings("instant", 1));
    JsonNode json = JSON.readTree(post(lm, body("How far?", ", \"max_tokens\": 3")).body());

    JsonNode choice = json.path("choices").path(0);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
    assertThat(choice.path("message").path("content").asText()).isEqualTo("[[ ## answer");
    assertThat(json.path("usage").path("completion_tokens").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("answers a question that ends in half a surrogate pair")
  void answer_isGiven_whenTheTextIsBroken() throws Exception {
    control.configure(settings("instant", 1));

    assertThat(ask(lm, "\\ud83d").body()).contains("answer: ?");
  }

  @Test
  @DisplayName("echoes the last user message of who is not DSPy")
  void answer_isAnEcho_whenNoAdapterAsks() throws Exception {
    control.configure(settings("instant", 1));
    String body =
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    assertThat(post(lm, body).body()).contains("\"content\":\"hello\"");
  }

  @Test
  @DisplayName("sends OpenAI's 429 with every header from one bucket")
  void rateLimit_hasOpenAisShape() throws Exception {
    control.configure(limited(RateLimits.perMinute(1, 100_000, 1)));
    HttpResponse<String> passed = ask(lm, "one");
    HttpResponse<String> rejected = ask(lm, "two");
    JsonNode error = JSON.readTree(rejected.body()).path("error");

    assertThat(passed.statusCode()).isEqualTo(200);
    assertThat(header(passed, "x-ratelimit-limit-requests")).isEqualTo("1");
    assertThat(header(passed, "x-ratelimit-remaining-requests")).isEqualTo("0");
    assertThat(header(passed, "x-ratelimit-reset-requests")).isEqualTo("1m0s");
    assertThat(header(passed, "x-ratelimit-limit-tokens")).isEqualTo("100000");
    assertThat(rejected.statusCode()).isEqualTo(429);
    assertThat(header(rejected, "retry-after")).isEqualTo("60");
    assertThat(header(rejected, "retry-after-ms")).isEqualTo("60000");
    assertThat(error.path("type").asText()).isEqualTo("requests");
    assertThat(error.path("code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(error.path("param").isNull()).isTrue();
    assertThat(error.path("message").asText())
        .startsWith("Rate limit reached for gpt-4o-mini")
        .contains("on requests per min (RPM): Limit 1, Used 1, Requested 1. ")
        .contains("Please try again in 1m0s.");
    assertThat(control.stats().rateLimited()).isEqualTo(1);
  }

  @Test
  @DisplayName("sends the wait of a seeded 429 in the profile's form")
  void seeded429_hasTheProfilesWait() throws Exception {
    Duration wait = Duration.ofMillis(1234);
    for (Hints form : Hints.values()) {
      FaultRule always =
          FaultRule.of(FaultKind.RATE_LIMIT, new Trigger.Share(1)).asking(wait, form);
      control.configure(faulty(always));
      HttpResponse<String> response = ask(lm, "one");

      assertThat(response.statusCode()).isEqualTo(429);
      String seconds = header(response, "retry-after");
      String millis = header(response, "retry-after-ms");
      switch (form) {
        case OPENAI -> assertThat(List.of(seconds, millis)).containsExactly("2", "1234");
        case SECONDS -> assertThat(List.of(seconds, millis)).containsExactly("2", "");
        case FRACTION -> assertThat(List.of(seconds, millis)).containsExactly("1.234", "");
        case MILLISECONDS -> assertThat(List.of(seconds, millis)).containsExactly("", "1234");
        case DATE ->
            assertThat(List.of(seconds.endsWith(" GMT"), millis)).containsExactly(true, "");
        case NONE -> assertThat(List.of(seconds, millis)).containsExactly("", "");
      }
    }
  }

  @Test
  @DisplayName("refuses what OpenAI refuses, in its words, and does not count it")
  void errors_haveOpenAisShape() throws Exception {
    control.configure(settings("instant", 1));
    HttpResponse<String> broken = post(lm, "{\"model\": ");
    HttpResponse<String> empty = post(lm, "{\"model\": \"m\"}");
    HttpResponse<String> unknown =
        send(HttpRequest.newBuilder(URI.create(lm.baseUrl() + "/nothing")).build());

    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(error(broken).path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error(broken).path("message").asText())
        .startsWith("We could not parse the JSON body of your request");
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(error(empty).path("param").asText()).isEqualTo("messages");
    assertThat(error(empty).path("code").asText()).isEqualTo("missing_required_parameter");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(error(unknown).path("message").asText()).isEqualTo("Invalid URL (GET /v1/nothing)");
    assertThat(control.stats().requests()).isZero();
  }

  @Test
  @DisplayName("judges its client by the attempts since the reset")
  void verdict_isOfTheAttemptsSinceTheReset() throws Exception {
    control.configure(settings("instant", 1));
    ask(lm, "one");
    ask(lm, "two");
    URI verdict = lm.baseUrl().resolve("/__sim/verdict");
    JsonNode json = JSON.readTree(send(HttpRequest.newBuilder(verdict).build()).body());

    assertThat(json.path("attempts").asInt()).isEqualTo(2);
    assertThat(json.path("findings")).isEmpty();
  }

  @Test
  @DisplayName("answers POST /v1/responses by the same rules")
  void responses_areAnswered() throws Exception {
    control.configure(settings("constant", 1, 0.01));
    URI uri = URI.create(lm.baseUrl() + "/responses");
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofString("{\"model\": \"m\", \"input\": \"hello\"}"))
                .build());

    assertThat(JSON.readTree(response.body()).path("object").asText()).isEqualTo("response");
    assertThat(response.headers().firstValue("openai-processing-ms")).contains("15");
    assertThat(control.stats().answered()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses settings that are none and keeps those it has")
  void configure_isRefused_whenWrong() throws Exception {
    URI settings = lm.baseUrl().resolve("/__sim/settings");
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(settings).PUT(BodyPublishers.ofString("{}")).build());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response).path("message").asText())
        .isEqualTo("settings:1:1: name: is missing");
  }

  @Test
  @DisplayName("says in one line that its port is taken")
  void start_isRefused_whenThePortIsTaken() {
    int port = lm.baseUrl().getPort();

    assertThatThrownBy(() -> SimulatedLm.start(settings("instant", 1), port))
        .hasMessage("port " + port + " of 127.0.0.1 is taken; choose another");
  }

  private Set<String> outcomes() {
    return control.calls().stream()
        .map(c -> c.key() + " " + c.attempt() + " " + c.plannedMicros() + " " + c.status())
        .collect(Collectors.toSet());
  }

  private void askAtOnce(List<String> questions, int callers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<CompletableFuture<Void>> answers =
          questions.stream()
              .map(q -> CompletableFuture.runAsync(() -> askUnchecked(q), threads))
              .toList();
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
    } finally {
      threads.shutdown();
    }
  }

  private void askUnchecked(String question) {
    try {
      ask(lm, question);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> ask(SimulatedLm asked, String question) throws Exception {
    return post(asked, body(question, ""));
  }

  private HttpResponse<String> post(SimulatedLm asked, String body) throws Exception {
    URI uri = URI.create(asked.baseUrl() + "/chat/completions");
    return send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private static JsonNode error(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body()).path("error");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static SimulatorSettings limited(RateLimits limits) {
    LatencyModel latency = LatencyModel.of(new Fixed(0));
    return new SimulatorSettings(new SimulatorProfile("test", "d", "s", latency, limits), 1, 1);
  }

  private static SimulatorSettings faulty(FaultRule rule) {
    return new SimulatorSettings(SimulatorProfile.named("instant").withFaults(List.of(rule)), 1, 1);
  }

  private static SimulatorSettings settings(String profile, long seed) {
    return settings(profile, seed, 1);
  }

  private static SimulatorSettings settings(String profile, long seed, double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named(profile), seed, timeScale);
  }

  /** What DSPy's chat adapter sends for {@code question -> answer}. */
  private static String body(String question, String more) {
    return """
        {"model": "gpt-4o-mini", "messages": [{"role": "system", "content": \
        "Your input fields are:\\n1. `question` (str):\\nYour output fields are:\\n1. `answer` \
        (str):\\nAll interactions will be structured in the following way, with the appropriate \
        values filled in.\\n\\n[[ ## question ## ]]\\n{question}\\n\\n[[ ## answer ## ]]\\n{answer}\
        \\n\\n[[ ## completed ## ]]\\nIn adhering to this structure, your objective is: Answer."}, \
        {"role": "user", "content": "[[ ## question ## ]]\\n%s\\n\\nRespond with the corresponding \
        output fields, starting with the field `[[ ## answer ## ]]`."}]%s}"""
        .formatted(question, more);
  }
}
