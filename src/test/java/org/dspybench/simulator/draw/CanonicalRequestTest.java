package org.dspybench.simulator.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The key of a request")
class CanonicalRequestTest {

  private static final String MESSAGES =
      "\"messages\":[{\"role\":\"system\",\"content\":\"Answer.\"},"
          + "{\"role\":\"user\",\"content\":\"Wie groß?\"}]";

  /** As DSPy 3.4.1's lm15 engine writes it. */
  private static final String LM15 =
      "{\"model\":\"gpt-4o-mini\","
          + MESSAGES
          + ",\"max_completion_tokens\":500,\"temperature\":0.7}";

  /** As DSPy 3.4.1's litellm engine writes it. */
  private static final String LITELLM =
      "{" + MESSAGES + ",\"model\":\"gpt-4o-mini\",\"max_tokens\":500,\"temperature\":0.7}";

  @Test
  @DisplayName("is the hash that any other implementation of the rule finds")
  void key_isAsSpecified() throws JsonProcessingException {
    assertThat(new String(CanonicalRequest.bytes(json(LM15)), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"max_tokens\":500,\"messages\":[{\"content\":\"Answer.\",\"role\":\"system\"},"
                + "{\"content\":\"Wie groß?\",\"role\":\"user\"}],"
                + "\"model\":\"gpt-4o-mini\",\"temperature\":0.7}");
    assertThat(CanonicalRequest.key(json(LM15))).isEqualTo("2930d693216459cc751d93de6554c839");
  }

  @Test
  @DisplayName("is one for one question, whichever engine of DSPy asks it")
  void key_isTheSame_forLm15AndLitellm() throws JsonProcessingException {
    assertThat(CanonicalRequest.key(json(LITELLM))).isEqualTo(CanonicalRequest.key(json(LM15)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"user\":\"u1\"",
        "\"metadata\":{\"run\":\"7\"}",
        "\"stream\":false",
        "\"stream_options\":{\"include_usage\":true}",
        "\"n\":1",
        "\"top_p\":1.0",
        "\"presence_penalty\":0",
        "\"tools\":[]",
        "\"stop\":null"
      })
  @DisplayName("leaves out what clients vary and what is OpenAI's default")
  void key_isTheSame_withWhatDoesNotCount(String field) throws JsonProcessingException {
    ObjectNode body = json(LM15.replaceFirst("\\{", "{" + field + ","));

    assertThat(CanonicalRequest.key(body)).isEqualTo(CanonicalRequest.key(json(LM15)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"n\":2",
        "\"top_p\":0.5",
        "\"seed\":3",
        "\"stop\":\"x\"",
        "\"response_format\":{\"type\":\"json_object\"}"
      })
  @DisplayName("depends on every parameter of the sampling")
  void key_differs_withWhatCounts(String field) throws JsonProcessingException {
    ObjectNode body = json(LM15.replaceFirst("\\{", "{" + field + ","));

    assertThat(CanonicalRequest.key(body)).isNotEqualTo(CanonicalRequest.key(json(LM15)));
  }

  @Test
  @DisplayName("does not depend on how a text, a number or a stop word is written")
  void key_isTheSame_forEquivalentForms() throws JsonProcessingException {
    String one =
        "{\"model\":\"m\",\"temperature\":0.0,\"stop\":\"x\",\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"q\",\"name\":null}]}";
    String other =
        "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"q\"}],\"role\":\"user\"}],"
            + "\"stop\":[\"x\"],\"temperature\":0,\"model\":\"m\"}";

    assertThat(CanonicalRequest.key(json(one))).isEqualTo(CanonicalRequest.key(json(other)));
  }

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }
}
