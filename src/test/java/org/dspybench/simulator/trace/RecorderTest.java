package org.dspybench.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LatencySummary;
import org.dspybench.simulator.latency.PartedLatency;
import org.dspybench.simulator.latency.TokenPace;
import org.dspybench.simulator.latency.Uniform;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.wire.LmServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A recorder")
@Timeout(60)
class RecorderTest {

  private static final String KEY = "sk-secret-0123456789";
  private static final String WORD = "Maracaibo";
  private static final Duration WAIT = Duration.ofMillis(1500);

  @TempDir private Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  @Test
  @DisplayName("hands on answers byte for byte, and their headers")
  void answer_isHandedOn() throws Exception {
    try (SimulatedLm lm = simulator(new Fixed(0.01));
        Recorder recorder = record(lm.baseUrl(), false)) {
      HttpResponse<byte[]> direct = send(chat(lm.baseUrl(), 1));
      lm.control().reset();
      HttpResponse<byte[]> recorded = send(chat(recorder.baseUrl(), 1));

      assertThat(recorded.statusCode()).isEqualTo(200);
      assertThat(withoutTime(recorded)).isEqualTo(withoutTime(direct));
      assertThat(recorded.headers().map().keySet()).isEqualTo(direct.headers().map().keySet());
      assertThat(recorded.headers().allValues("content-type"))
          .isEqualTo(direct.headers().allValues("content-type"));
    }
  }

  @Test
  @DisplayName("hands on what is no call of a model, such as the list of models, and records none")
  void models_areNotRecorded() throws Exception {
    try (SimulatedLm lm = simulator(new Fixed(0));
        Recorder recorder = record(lm.baseUrl(), false)) {
      HttpResponse<byte[]> models = send(get(recorder.baseUrl() + "/models"));
      HttpResponse<byte[]> unknown = send(get(recorder.baseUrl().resolve("/elsewhere").toString()));

      assertThat(models.body()).isEqualTo(send(get(lm.baseUrl() + "/models")).body());
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(text(unknown)).contains("\"error\"", "a path begins with /v1");
      assertThat(recorder.calls()).isZero();
    }
  }

  @Test
  @DisplayName("hands on the events of a stream as they come")
  void stream_arrivesPiecewise() throws Exception {
    LatencyModel paced =
        new PartedLatency(
            new Fixed(0.05), Optional.of(new TokenPace(new Fixed(30), new Fixed(0.03))));
    try (SimulatedLm lm = SimulatedLm.start(settings(paced, List.of()), 0);
        Recorder recorder = record(lm.baseUrl(), false)) {
      List<Long> arrivals = new ArrayList<>();
      List<String> events = new ArrayList<>();
      try (Stream<String> lines =
          http.send(stream(recorder.baseUrl()), BodyHandlers.ofLines()).body()) {
        for (Iterator<String> line = lines.iterator(); line.hasNext(); ) {
          events.add(line.next());
          arrivals.add(System.nanoTime());
        }
      }

      assertThat(events).contains("data: [DONE]").hasSizeGreaterThan(10);
      assertThat(Duration.ofNanos(arrivals.get(arrivals.size() - 1) - arrivals.get(0)))
          .isGreaterThan(Duration.ofMillis(400));
      awaitCalls(recorder, 1);
    }
    RecordedCall call = TraceLines.read(trace()).calls().get(0);
    assertThat(call.streamed()).isTrue();
    assertThat(call.complete()).isTrue();
    assertThat(call.firstByteMicros()).isBetween(1L, call.latencyMicros() - 400_000);
  }

  @Test
  @DisplayName("writes down when, how long, how it ended and what it used, but no word and no key")
  void trace_holdsNoContent() throws Exception {
    String line = recordOneCall(false);

    assertThat(line)
        .contains("\"arrivedAt\"", "\"latencyMicros\"", "\"status\":200", "\"completionTokens\"")
        .doesNotContain(WORD, KEY, "messages", "choices");
  }

  @Test
  @DisplayName("writes down prompt and answer if it is told to, but even then no key")
  void traceWithContent_holdsNoKey() throws Exception {
    String line = recordOneCall(true);

    assertThat(line).contains(WORD, "choices", "[key]").doesNotContain(KEY);
  }

  @Test
  @DisplayName("makes a profile that has the latencies and the errors of what was recorded")
  void replay_agreesWithTheRecording() throws Exception {
    int calls = 200;
    FaultRule busy =
        FaultRule.of(FaultKind.RATE_LIMIT, new Trigger.Share(0.2)).asking(WAIT, Hints.OPENAI);
    try (SimulatedLm lm =
            SimulatedLm.start(settings(LatencyModel.of(new Uniform(0.02, 0.2)), List.of(busy)), 0);
        Recorder recorder = record(lm.baseUrl(), false)) {
      callAll(recorder.baseUrl(), calls);
      awaitCalls(recorder, calls);
    }
    List<RecordedCall> recorded = TraceLines.read(trace()).calls();
    SimulatorProfile replayed = Trace.read(trace()).profile();
    assertThat(SimulatorSettings.fromJson(new SimulatorSettings(replayed, 1, 1).toJson()).profile())
        .isEqualTo(replayed);

    try (SimulatedLm lm = SimulatedLm.start(new SimulatorSettings(replayed, 2, 1), 0)) {
      List<HttpResponse<String>> answers = callAll(lm.baseUrl(), calls);
      long refused = answers.stream().filter(answer -> answer.statusCode() == 429).count();
      long refusedThen = recorded.stream().filter(call -> call.status() == 429).count();
      LatencySummary then = replayed.latency().summary();
      LatencySummary now = lm.control().stats().planned();

      assertThat((double) refused / calls).isCloseTo((double) refusedThen / calls, within(0.1));
      assertThat(answers.stream().filter(answer -> answer.statusCode() == 429))
          .allSatisfy(a -> assertThat(a.headers().firstValue("retry-after-ms")).contains("1500"));
      assertThat(now.p50()).isCloseTo(then.p50(), Duration.ofMillis(40));
      assertThat(now.p95()).isCloseTo(then.p95(), Duration.ofMillis(40));
      assertThat(then.p50()).isBetween(Duration.ofMillis(70), Duration.ofMillis(250));
    }
  }

  @Test
  @DisplayName("does not begin, nor makes a file, where nothing answers")
  void start_refuses_whenTheTargetIsUnreachable() throws Exception {
    URI nowhere;
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + port.getLocalPort() + "/v1");
    }
    assertThatThrownBy(() -> record(nowhere, false))
        .hasMessage(nowhere + " does not answer: the connection is refused");
    assertThat(trace()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com/v1",
        "ftp://host/v1",
        "http://",
        "http://a b/v1",
        "http://u:p@h/v1"
      })
  @DisplayName("refuses a target that is no base URL")
  void start_refuses_whenTheTargetIsNoUrl(String target) {
    assertThatThrownBy(
            () -> Recorder.start(target, trace(), false, LmServer.LOOPBACK, 0, problems::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the endpoint to record is a URL such as https://");
    assertThat(trace()).doesNotExist();
  }

  @Test
  @DisplayName("overwrites no trace")
  void start_refuses_whenTheTraceExists() throws Exception {
    Files.writeString(trace(), "precious\n");
    try (SimulatedLm lm = simulator(new Fixed(0))) {
      assertThatThrownBy(() -> record(lm.baseUrl(), false))
          .hasMessage("the trace " + trace() + " exists; choose another name");
    }
    assertThat(trace()).hasContent("precious");
  }

  @Test
  @DisplayName("leaves no file behind when its port is taken")
  void start_leavesNothing_whenThePortIsTaken() throws Exception {
    try (SimulatedLm lm = simulator(new Fixed(0))) {
      int taken = lm.baseUrl().getPort();
      assertThatThrownBy(
              () ->
                  Recorder.start(
                      lm.baseUrl().toString(),
                      trace(),
                      false,
                      LmServer.LOOPBACK,
                      taken,
                      problems::add))
          .hasMessageContaining("port " + taken);
    }
    assertThat(trace()).doesNotExist();
  }

  @Test
  @DisplayName("answers 502 in OpenAI's form when the connection breaks before the headers")
  void call_isAnswered502_whenTheTargetBreaksBeforeTheHeaders() throws Exception {
    try (SimulatedLm lm = simulator(new Fixed(0));
        Recorder recorder = record(lm.baseUrl(), false)) {
      HttpResponse<byte[]> answer = send(faulty(recorder.baseUrl(), "reset-before-headers"));
      awaitCalls(recorder, 1);

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(text(answer)).contains("\"error\"", "server_error");
      assertThat(problems).singleElement().asString().contains(" does not answer: ");
    }
    assertThat(TraceLines.read(trace()).calls())
        .singleElement()
        .satisfies(call -> assertThat(call.status()).isZero())
        .satisfies(call -> assertThat(call.complete()).isFalse());
  }

  @Test
  @DisplayName("breaks the client's connection too when the answer breaks off")
  void connection_isAborted_whenTheTargetBreaksOff() throws Exception {
    try (SimulatedLm lm = simulator(new Fixed(0));
        Recorder recorder = record(lm.baseUrl(), false)) {
      assertThatThrownBy(() -> send(faulty(recorder.baseUrl(), "reset-mid-body")))
          .isInstanceOf(IOException.class);
      awaitCalls(recorder, 1);
      assertThat(problems).singleElement().asString().contains(" broke off its answer: ");
    }
    assertThat(TraceLines.read(trace()).calls())
        .singleElement()
        .satisfies(call -> assertThat(call.status()).isEqualTo(200))
        .satisfies(call -> assertThat(call.complete()).isFalse());
  }

  @Test
  @DisplayName("goes on after an endpoint that died, and says that it does not answer")
  void call_isAnswered502_whenTheTargetIsGone() throws Exception {
    SimulatedLm lm = simulator(new Fixed(30));
    try (Recorder recorder = record(lm.baseUrl(), false)) {
      CompletableFuture<HttpResponse<String>> waiting =
          http.sendAsync(chat(recorder.baseUrl(), 1), BodyHandlers.ofString());
      while (lm.control().stats().requests() == 0) {
        Thread.onSpinWait();
      }
      lm.close();

      assertThat(waiting.join().statusCode()).isEqualTo(502);
      assertThat(send(chat(recorder.baseUrl(), 2)).statusCode()).isEqualTo(502);
      awaitCalls(recorder, 2);
    } finally {
      lm.close();
    }
    assertThat(TraceLines.read(trace()).calls())
        .extracting(RecordedCall::status)
        .containsExactly(0, 0);
  }

  private String recordOneCall(boolean keepContent) throws Exception {
    try (SimulatedLm lm = simulator(new Fixed(0.01));
        Recorder recorder = record(lm.baseUrl(), keepContent)) {
      send(chat(recorder.baseUrl(), 1));
      awaitCalls(recorder, 1);
    }
    return Files.readString(trace());
  }

  private Recorder record(URI target, boolean keepContent) throws Exception {
    return Recorder.start(
        target.toString(), trace(), keepContent, LmServer.LOOPBACK, 0, problems::add);
  }

  private Path trace() {
    return folder.resolve("monday.jsonl");
  }

  private static void awaitCalls(Recorder recorder, int calls) throws InterruptedException {
    while (recorder.calls() < calls) {
      Thread.sleep(5);
    }
  }

  private List<HttpResponse<String>> callAll(URI baseUrl, int calls) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int batch = 0; batch < calls; batch += 20) {
      IntStream.range(batch, Math.min(batch + 20, calls))
          .mapToObj(i -> http.sendAsync(chat(baseUrl, i), BodyHandlers.ofString()))
          .toList()
          .forEach(answer -> answers.add(answer.join()));
    }
    return answers;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private static String withoutTime(HttpResponse<byte[]> answer) {
    return text(answer).replaceFirst("\"created\":\\s*\\d+", "");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  private static HttpRequest chat(URI baseUrl, int question) {
    return post(baseUrl, question, Map.of());
  }

  private static HttpRequest faulty(URI baseUrl, String fault) {
    return post(baseUrl, 1, Map.of("x-sim-fault", fault));
  }

  private static HttpRequest stream(URI baseUrl) {
    String body =
        """
        {"model": "m", "stream": true, "messages": [{"role": "user", "content": "question"}]}""";
    return HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** The prompt quotes the key, as a careless one might. */
  private static HttpRequest post(URI baseUrl, int question, Map<String, String> headers) {
    String body =
        """
        {"model": "m", "messages": [{"role": "user", "content": "%s %s, question %d"}]}"""
            .formatted(WORD, KEY, question);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
            .header("Authorization", "Bearer " + KEY)
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return request.build();
  }

  private static SimulatedLm simulator(Distribution seconds) {
    return SimulatedLm.start(settings(LatencyModel.of(seconds), List.of()), 0);
  }

  private static SimulatorSettings settings(LatencyModel latency, List<FaultRule> faults) {
    SimulatorProfile profile =
        new SimulatorProfile("real", "Stands for a real one.", "a test", latency, RateLimits.NONE);
    return new SimulatorSettings(profile.withFaults(faults), 1, 1);
  }
}
