package org.dspybench.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A breakage that a request asks for")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class BreakageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SimulatorSettings SETTINGS =
      new SimulatorSettings(SimulatorProfile.named("constant"), 1, 0.01);
  private static final String BODY =
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";
  private static final String OTHER_BODY = BODY.replace("hello", "goodbye");

  private final SimulatedLm lm = SimulatedLm.start(SETTINGS, 0);
  private final SimulatorControl control = lm.control();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void reset() {
    control.configure(SETTINGS);
  }

  @AfterAll
  void close() {
    lm.close();
  }

  @Test
  @DisplayName("reset-before-headers resets the connection without a byte")
  void resetBeforeHeaders_sendsNothing() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY, "x-sim-fault: reset-before-headers");

      assertThatThrownBy(() -> client.readUntil("HTTP"))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  @DisplayName("reset-mid-body announces the whole answer, sends half, and resets")
  void resetMidBody_sendsHalf() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY, "x-sim-fault: reset-mid-body");
      String head = client.readUntil("\r\n\r\n");
      client.readUntil("\"id\"");

      assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: ");
      assertThatThrownBy(client::readAll)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  @DisplayName("empty-body is a 200 of length 0")
  void emptyBody_isEmpty() throws Exception {
    HttpResponse<String> response = ask("empty-body", BODY);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-length")).contains("0");
    assertThat(response.body()).isEmpty();
  }

  @Test
  @DisplayName("truncated-json is a complete response with the first half of the answer")
  void truncatedJson_isHalfOfTheAnswer() throws Exception {
    HttpResponse<String> response = ask("truncated-json", BODY);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"id\"");
    assertThatThrownBy(() -> JSON.readTree(response.body()))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  @DisplayName("other-json is JSON without choices")
  void otherJson_isNoCompletion() throws Exception {
    HttpResponse<String> response = ask("other-json", BODY);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(response.body()).has("choices")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"html-page", "html-page-502"})
  @DisplayName("html-page is a gateway's page, under 200 or 502")
  void htmlPage_hasItsStatusAndType(String fault) throws Exception {
    HttpResponse<String> response = ask(fault, BODY);

    assertThat(response.statusCode()).isEqualTo(fault.endsWith("502") ? 502 : 200);
    assertThat(response.headers().firstValue("content-type")).contains("text/html");
    assertThat(response.body()).startsWith("<html>");
  }

  @Test
  @DisplayName("large-body is the right answer in 10 MB")
  void largeBody_isTheAnswer() throws Exception {
    HttpResponse<String> response = ask("large-body", BODY);
    JsonNode json = JSON.readTree(response.body());

    assertThat(response.body()).hasSize(Breakage.LARGE_BYTES);
    assertThat(json.at("/choices/0/message/content").asText()).isEqualTo("hello");
  }

  @Test
  @DisplayName("slow-drip sends a byte, and the next a second later")
  void slowDrip_sendsByteAfterByte() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY, "x-sim-fault: slow-drip");
      client.readUntil("\r\n\r\n1\r\n{\r\n");
      long firstNanos = System.nanoTime();
      client.readUntil("1\r\n\"\r\n");

      assertThat(System.nanoTime() - firstNanos).isGreaterThan(900_000_000L);
    }
  }

  @Test
  @DisplayName("no-answer keeps the connection open and sends nothing")
  void noAnswer_staysSilent() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY, "x-sim-fault: no-answer");
      ask("", OTHER_BODY);

      assertThat(client.hasAnswer()).isFalse();
      assertThat(control.stats().inFlight()).isEqualTo(1);
    }
    awaitInFlight(0);
    assertThat(control.stats().abandoned()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuse answers, refuses the next connection, and then serves again")
  void refuse_closesThePortForAWhile() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY, "x-sim-fault: refuse");
      client.readUntil("\r\n\r\n");

      assertThatThrownBy(() -> new RawClient(lm.baseUrl())).isInstanceOf(ConnectException.class);
      assertThat(client.readAll()).contains("hello");
    }
    awaitPort();
    assertThat(ask("", BODY).body()).contains("hello");
  }

  @Test
  @DisplayName("die resets everybody's connection, and the port is closed for a second")
  void die_takesAllConnections() throws Exception {
    try (RawClient idle = new RawClient(lm.baseUrl());
        RawClient waiting = new RawClient(lm.baseUrl());
        RawClient killer = new RawClient(lm.baseUrl())) {
      idle.ask(BODY).readUntil("hello");
      waiting.ask(OTHER_BODY, "x-sim-fault: no-answer");
      awaitInFlight(1);
      killer.ask(OTHER_BODY.replace("bye", "night"), "x-sim-fault: die");

      for (RawClient client : new RawClient[] {killer, waiting, idle}) {
        assertThatThrownBy(() -> client.readUntil("no such text"))
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("reset");
      }
      assertThatThrownBy(() -> new RawClient(lm.baseUrl())).isInstanceOf(ConnectException.class);
    }
    awaitPort();
    assertThat(ask("", BODY).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("die keeps the port's number for itself while the port is closed")
  void die_reservesThePort() throws Exception {
    URI url = lm.baseUrl();
    try (RawClient killer = new RawClient(url)) {
      killer.ask(BODY, "x-sim-fault: die");
      assertThatThrownBy(() -> killer.readUntil("HTTP")).isInstanceOf(SocketException.class);
    }

    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      assertThatThrownBy(() -> other.bind(new InetSocketAddress(url.getHost(), url.getPort())))
          .isInstanceOf(BindException.class);
    }
    assertThatThrownBy(() -> new RawClient(url)).isInstanceOf(ConnectException.class);
    awaitPort();
  }

  @Test
  @DisplayName("that there is none of is refused with the names of all")
  void unknownFault_isRefused() throws Exception {
    HttpResponse<String> response = ask("no-such-fault", BODY);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).at("/error/message").asText())
        .contains("no-such-fault")
        .contains("reset-mid-body");
    assertThat(control.stats().requests()).isZero();
  }

  @Test
  @DisplayName("breaks a stream too: half of its events, then a reset")
  void resetMidBody_sendsHalfOfTheEvents() throws Exception {
    try (RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY.replace("}]}", "}], \"stream\": true}"), "x-sim-fault: reset-mid-body");
      client.readUntil("data: {");

      assertThatThrownBy(() -> client.readUntil("[DONE]"))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  private HttpResponse<String> ask(String fault, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(lm.baseUrl() + "/chat/completions"))
            .POST(BodyPublishers.ofString(body));
    if (!fault.isEmpty()) {
      request.header("x-sim-fault", fault);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void awaitInFlight(int calls) throws InterruptedException {
    while (control.stats().inFlight() != calls) {
      Thread.sleep(5);
    }
  }

  private void awaitPort() throws InterruptedException {
    while (true) {
      try (RawClient client = new RawClient(lm.baseUrl())) {
        return;
      } catch (IOException e) {
        Thread.sleep(10);
      }
    }
  }
}
