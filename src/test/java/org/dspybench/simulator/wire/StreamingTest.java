package org.dspybench.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@DisplayName("A stream of events")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class StreamingTest {

  private static final int STREAMS = 500;
  private static final String BODY =
      """
      {"model": "m", "stream": true, "messages": [{"role": "user", "content": "question %d"}]}""";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimulatedLm lm = SimulatedLm.start(settings("constant", 0.1), 0);

  @AfterAll
  void close() {
    lm.close();
  }

  @Test
  @DisplayName("is server-sent events to the closing one, with the headers of every answer")
  void stream_isServerSentEvents() throws Exception {
    HttpResponse<String> response = http.send(request(1), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(response.headers().map())
        .containsKeys("openai-processing-ms", "openai-version", "x-request-id");
    assertThat(response.body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
  }

  @Test
  @DisplayName("leaves its connection for the next request")
  void stream_leavesTheConnection() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY.formatted(2)).readUntil("[DONE]\n\n\r\n0\r\n\r\n");
      client.ask(BODY.formatted(3)).readUntil("[DONE]\n\n\r\n0\r\n\r\n");
    }
  }

  @Test
  @DisplayName("needs no thread: 500 at once are answered, all of them whole")
  void streams_shareTheThreads() {
    int threadsBefore = simulatorThreads();
    List<CompletableFuture<HttpResponse<Stream<String>>>> streams =
        IntStream.range(0, STREAMS)
            .mapToObj(i -> http.sendAsync(request(i), BodyHandlers.ofLines()))
            .toList();
    List<Long> lengths =
        streams.stream()
            .map(stream -> stream.join().body().filter("data: [DONE]"::equals).count())
            .toList();

    assertThat(lengths).hasSize(STREAMS).containsOnly(1L);
    assertThat(lm.control().stats().inFlightPeak()).isGreaterThan(50);
    assertThat(simulatorThreads() - threadsBefore).isLessThan(50);
  }

  private HttpRequest request(int question) {
    return HttpRequest.newBuilder(URI.create(lm.baseUrl() + "/chat/completions"))
        .POST(BodyPublishers.ofString(BODY.formatted(question)))
        .build();
  }

  private static int simulatorThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().startsWith("qtp") || t.getName().startsWith("lm-"))
            .count();
  }

  private static SimulatorSettings settings(String profile, double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named(profile), 1, timeScale);
  }
}
