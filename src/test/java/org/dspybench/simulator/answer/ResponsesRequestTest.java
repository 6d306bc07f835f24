package org.dspybench.simulator.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A responses request")
class ResponsesRequestTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HI = "\"model\": \"m\", \"input\": \"hello there\"";

  @Test
  @DisplayName("is answered by an echo, with tokens that agree with the text")
  void body_echoesInput() throws Exception {
    JsonNode response = response(HI);

    assertThat(response.path("status").asText()).isEqualTo("completed");
    assertThat(text(response)).isEqualTo("hello there");
    assertThat(response.at("/usage/input_tokens").asInt()).isEqualTo(3);
    assertThat(response.at("/usage/output_tokens").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("of DSPy is answered as its adapter reads it")
  void body_answersDspy() throws Exception {
    JsonNode json = JSON.readTree(text(captured("json-responses")));

    assertThat(json.fieldNames()).toIterable().containsExactly("count", "person", "mood");
    assertThat(text(captured("chat-responses"))).contains("[[ ## mood ## ]]\n");
  }

  @Test
  @DisplayName("is incomplete where its token limit cuts the answer")
  void body_isIncomplete_whenCut() throws Exception {
    String fields = HI.replace("hello there", "x".repeat(100)) + ", \"max_output_tokens\": 16";
    JsonNode response = response(fields);

    assertThat(response.path("status").asText()).isEqualTo("incomplete");
    assertThat(response.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
    assertThat(text(response)).hasSize(64);
  }

  @Test
  @DisplayName("with a function calls it, and answers once it has the result")
  void body_callsFunction() throws Exception {
    String tools =
        ", \"tools\": [{\"type\": \"function\", \"name\": \"find\", \"parameters\": {}}]";
    String called =
        """
        "model": "m", "input": [{"role": "user", "content": "hi"},
          {"type": "function_call", "call_id": "c", "name": "find", "arguments": "{}"},
          {"type": "function_call_output", "call_id": "c", "output": "found"}]""";

    assertThat(response(HI + tools).at("/output/0/type").asText()).isEqualTo("function_call");
    assertThat(text(response(called + tools))).isEqualTo("hi");
  }

  @Test
  @DisplayName("streams OpenAI's events in OpenAI's order")
  void events_areOpenAis() throws Exception {
    List<String> types = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : parse(HI + ", \"stream\": true").events(1, 0)) {
      String[] lines = event.text().split("\n", -1);
      JsonNode data = JSON.readTree(lines[1].substring("data: ".length()));
      assertThat(lines[0]).isEqualTo("event: " + data.path("type").asText());
      assertThat(data.path("sequence_number").asInt()).isEqualTo(types.size());
      types.add(data.path("type").asText().substring("response.".length()));
      text.append(data.path("delta").asText(""));
    }

    assertThat(text).hasToString("hello there");
    assertThat(types)
        .containsExactly(
            "created",
            "in_progress",
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.delta",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done",
            "completed");
  }

  @Test
  @DisplayName("is refused in OpenAI's words")
  void parse_complains() {
    assertThatThrownBy(() -> parse("\"model\": \"m\""))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("Missing required parameter: 'input'.");
    assertThatThrownBy(() -> parse(HI + ", \"max_output_tokens\": 15"))
        .hasMessageContaining("Expected a value >= 16, but got 15 instead.");
  }

  private static ResponsesRequest parse(String fields) throws InvalidRequestException {
    return ResponsesRequest.parse(("{" + fields + "}").getBytes(UTF_8), Answers.NONE);
  }

  private static JsonNode response(String fields) throws Exception {
    return JSON.readTree(parse(fields).body(1, 0));
  }

  private static JsonNode captured(String name) throws Exception {
    return JSON.readTree(
        ResponsesRequest.parse(CapturedRequests.body(name), Answers.NONE).body(1, 0));
  }

  private static String text(JsonNode response) {
    return response.at("/output/0/content/0/text").asText();
  }
}
