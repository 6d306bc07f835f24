package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.dspybench.lm.Transport;
import org.dspybench.python.Reply.Returned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The transport java, through Jep, sends what lm15 sends")
class TransportEquivalenceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system",
        "multi-turn",
        "tools",
        "tool call and result",
        "image by URL",
        "image by data",
        "generation"
      })
  void request_arrivesAsEqualJson(String request) throws IOException {
    assertThat(sent(Transport.JAVA, "wire:Wire", request))
        .hasSize(1)
        .isEqualTo(sent(Transport.LM15, "wire:Wire", request));
  }

  @Test
  void predict_arrivesAsEqualJson() throws IOException {
    String signature = "question -> answer";
    assertThat(sent(Transport.JAVA, signature, "Why Ä?"))
        .hasSize(1)
        .isEqualTo(sent(Transport.LM15, signature, "Why Ä?"));
  }

  @Test
  void severalCompletions_areAskedForOneByOne() throws IOException {
    assertThat(sent(Transport.JAVA, "wire:Several", "Why?"))
        .hasSize(3)
        .isEqualTo(sent(Transport.LM15, "wire:Several", "Why?"));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVA", "LM15"})
  void usage_comesBackToDspy(Transport transport) throws IOException {
    try (RecordingEndpoint endpoint = RecordingEndpoint.start();
        Bridge bridge = Bridge.running("wire:Wire", endpoint.baseUrl(), transport, 1)) {
      assertThat(((Returned) bridge.ask("multi-turn")).fields())
          .containsEntry("tokens", 18)
          .hasEntrySatisfying("answer", answer -> assertThat((String) answer).contains("fine"));
    }
  }

  private static List<JsonNode> sent(Transport transport, String program, String question)
      throws IOException {
    try (RecordingEndpoint endpoint = RecordingEndpoint.start();
        Bridge bridge = Bridge.running(program, endpoint.baseUrl(), transport, 1)) {
      Reply reply = bridge.ask(question);
      assertThat(reply).isInstanceOf(Returned.class);
      return List.copyOf(endpoint.bodies());
    }
  }
}
