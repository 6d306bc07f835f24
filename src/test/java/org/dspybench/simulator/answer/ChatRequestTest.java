package org.dspybench.simulator.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.dspybench.simulator.limit.Charge;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A chat request")
class ChatRequestTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HI =
      "\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]";
  private static final String TOOLS =
      """
      , "tools": [
        {"type": "function", "function": {"name": "find", "parameters": {"type": "object",
          "properties": {"query": {"type": "string"}, "most": {"type": "integer"}},
          "required": ["query"]}}},
        {"type": "function", "function": {"name": "open", "parameters": {}}}]""";

  @Test
  @DisplayName("is answered by an echo where no adapter of DSPy wrote it")
  void body_echoesTheLastUserMessage() throws Exception {
    JsonNode answer = answer(HI, 0);

    assertThat(content(answer)).isEqualTo("hi");
    assertThat(finishReason(answer)).isEqualTo("stop");
    assertThat(answer.path("model").asText()).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "json", "xml", "baml"})
  @DisplayName("of any adapter has the question in its answer")
  void body_namesTheQuestion(String adapter) throws Exception {
    assertThat(content(captured(adapter + "-predict", 0))).contains("answer: What is ");
  }

  @Test
  @DisplayName("of the chat adapter gets a section for each field, as Python prints it")
  void body_hasSections() throws Exception {
    assertThat(content(captured("chat-everything", 0)))
        .matches("(?s)\\[\\[ ## label ## ]]\n(pos|neg)\n\n\\[\\[ ## number ## ]]\n[12]\n\n.*")
        .containsPattern("\\[\\[ ## score ## ]]\n0\\.\\d\\d?\n")
        .containsPattern("\\[\\[ ## flag ## ]]\n(True|False)\n")
        .contains("[[ ## tags ## ]]\n[\"tags0: T\",\"tags1: T\"]\n")
        .doesNotContain("fake")
        .endsWith("[[ ## summary ## ]]\nsummary: T\n\n[[ ## completed ## ]]");
  }

  @Test
  @DisplayName("with a JSON schema is answered by all of the schema's fields and nothing else")
  void body_honoursSchema() throws Exception {
    JsonNode object = JSON.readTree(content(captured("json-typed", 0)));

    assertThat(object.fieldNames()).toIterable().containsExactly("count", "person", "mood");
    assertThat(object.path("count").isInt()).isTrue();
    assertThat(object.path("person").path("name").asText()).isEqualTo("name: Q");
    assertThat(object.path("mood").asText()).isIn("good", "bad");
  }

  @Test
  @DisplayName("of the XML adapter gets elements, with a 1 where the prompt hides the type")
  void body_hasElements() throws Exception {
    assertThat(content(captured("xml-everything", 0)))
        .contains("<tags><item>tags0: T</item><item>tags1: T</item></tags>")
        .contains("<person><name>1</name><age>1</age><mood>1</mood><children></children></person>")
        .containsPattern("<counts>\n\\{\"counts\":\\d}\n</counts>");
  }

  @Test
  @DisplayName("for JSON without a schema is answered by an object")
  void body_isObject_forJsonObject() throws Exception {
    String answer = content(answer(HI + ", \"response_format\": {\"type\": \"json_object\"}", 0));

    assertThat(answer).isEqualTo("{\"answer\":\"hi\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "chat-react0, search",
    "xml-react0, search",
    "chat-react1, add",
    "json-react1, add",
    "xml-react1, add"
  })
  @DisplayName("of an agent calls its next tool, with the arguments that have no default")
  void body_callsNextTool(String request, String tool) throws Exception {
    String answer = content(captured(request, 0));

    assertThat(answer).contains(tool).doesNotContain("limit").doesNotContain("exact");
    assertThat(answer).containsPattern(tool.equals("search") ? "query: Q" : "a(\"|&quot;)?:0\\.");
  }

  @Test
  @DisplayName("with tools gets one call a message, then the answer")
  void body_callsEachToolOnce() throws Exception {
    JsonNode first = answer(HI + TOOLS, 0);
    JsonNode second = answer(afterCallOf("find") + TOOLS, 0);
    String bothCalled =
        afterCallOf("find").replace("}}]}", "}}, {\"function\": {\"name\": \"open\"}}]}");

    assertThat(calls(first)).containsExactly("find");
    assertThat(first.at("/choices/0/message/content").isNull()).isTrue();
    assertThat(first.at("/choices/0/message/tool_calls/0/function/arguments").asText())
        .isEqualTo("{\"query\":\"query: hi\"}");
    assertThat(finishReason(first)).isEqualTo("tool_calls");
    assertThat(first.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    assertThat(calls(second)).containsExactly("open");
    assertThat(finishReason(answer(bothCalled + TOOLS, 0))).isEqualTo("stop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"parallel_tool_calls\": true | find,open",
        "\"tool_choice\": \"none\" | ''",
        "\"tool_choice\": \"required\" | find",
        "\"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"open\"}} | open"
      })
  @DisplayName("chooses its tools")
  void body_obeysToolChoice(String choice, String called) throws Exception {
    assertThat(String.join(",", calls(answer(HI + TOOLS + ", " + choice, 0)))).isEqualTo(called);
  }

  @Test
  @DisplayName("is answered in as many tokens as the timing says, and still parses")
  void body_hasTokensOfTiming() throws Exception {
    for (String request : List.of("chat-predict", "json-predict", "xml-predict", "json-typed")) {
      JsonNode answer = captured(request, 100);
      boolean hasText = !request.equals("json-typed");
      assertThat(tokens(content(answer)))
          .isEqualTo(hasText ? 100 : answer.at("/usage/completion_tokens").asInt());
      if (request.startsWith("json")) {
        assertThat(JSON.readTree(content(answer)).isObject()).isTrue();
      }
    }
    assertThat(tokens(content(answer(HI, 7)))).isEqualTo(7);
    assertThat(content(answer(HI, 1))).isEqualTo("hi");
  }

  @Test
  @DisplayName("is cut at its token limit, between characters")
  void body_isCut() throws Exception {
    String question = "\\ud83d\\ude00".repeat(9);
    String body = HI.replace("hi", question) + ", \"max_tokens\": 2";
    JsonNode answer = answer(body, 50);

    assertThat(content(answer)).isEqualTo("😀".repeat(8));
    assertThat(finishReason(answer)).isEqualTo("length");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("is charged its prompt and the longest answers allowed, or those it gets")
  void charge_countsAnswersAllowed() throws Exception {
    assertThat(parse(HI + ", \"max_completion_tokens\": 50, \"n\": 3").charge())
        .isEqualTo(new Charge(1, 150));
    assertThat(parse(HI.replace("hi", "hello") + ", \"n\": 3").charge())
        .isEqualTo(new Charge(2, 6));
  }

  @Test
  @DisplayName("gets all choices alike, and counts the tokens of each")
  void body_hasChoices() throws Exception {
    JsonNode answer = answer(HI + ", \"n\": 3", 0);

    assertThat(answer.path("choices")).hasSize(3);
    assertThat(answer.path("choices").findValuesAsText("content")).containsOnly("hi");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("for log probabilities is warned that there are none")
  void body_warns_ofLogprobs() throws Exception {
    assertThat(answer(HI + ", \"logprobs\": true", 0).at("/warnings/0").asText())
        .contains("logprobs");
    assertThat(answer(HI, 0).has("warnings")).isFalse();
  }

  @Test
  @DisplayName("streams the text it would get in one piece, a token at a time")
  void events_haveTheSameText() throws Exception {
    ChatRequest request =
        parse(HI + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}");
    List<StreamEvent> events = request.events(1, 20);
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : events.subList(0, events.size() - 1)) {
      text.append(data(event).at("/choices/0/delta/content").asText(""));
    }

    assertThat(text).hasToString(content(JSON.readTree(request.body(1, 20))));
    assertThat(data(events.get(0)).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(events).hasSize(1 + 20 + 1 + 1 + 1);
    assertThat(data(events.get(21)).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(data(events.get(22)).at("/usage/completion_tokens").asInt()).isEqualTo(20);
    assertThat(events.get(23).text()).isEqualTo("data: [DONE]\n\n");
    assertThat(events.get(1).position()).isZero();
    assertThat(events.get(2).position()).isCloseTo(1 / 19.0, within(1e-9));
    assertThat(events.get(20).position()).isEqualTo(1);
  }

  @Test
  @DisplayName("streams a long answer in some hundred events, the first token alone")
  void events_areGrouped_whenTheAnswerIsLong() throws Exception {
    List<StreamEvent> events = parse(HI).events(1, 5000);

    assertThat(events)
        .hasSizeBetween(200, 300)
        .isSortedAccordingTo((a, b) -> Double.compare(a.position(), b.position()));
    assertThat(data(events.get(1)).at("/choices/0/delta/content").asText()).hasSize(4);
  }

  @Test
  @DisplayName("streams the arguments of its tool calls")
  void events_haveToolCalls() throws Exception {
    StringBuilder arguments = new StringBuilder();
    for (StreamEvent event : parse(HI + TOOLS).events(1, 0)) {
      if (!event.text().contains("[DONE]")) {
        arguments.append(
            data(event).at("/choices/0/delta/tool_calls/0/function/arguments").asText(""));
      }
    }

    assertThat(arguments).hasToString("{\"query\":\"query: hi\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | not a JSON object | null",
        "{ | could not parse the JSON body | null",
        "{} | you must provide a model parameter | null",
        "{\"model\": \"m\"} | Missing required parameter: 'messages'. | missing_required_parameter",
        "{\"model\": \"m\", \"messages\": []} | Invalid 'messages': empty array. | empty_array",
        "{\"model\": \"m\", \"messages\": 1} | Invalid type for 'messages': expected an array of objects, but got an integer instead. | invalid_type",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"me\", \"content\": \"\"}]} | Invalid value: 'me'. | invalid_value",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}]} | 'messages[0].content' | missing_required_parameter",
      })
  @DisplayName("is refused in OpenAI's words where it makes no sense")
  void parse_complains(String body, String message, String code) {
    assertThatThrownBy(() -> ChatRequest.parse(body.getBytes(UTF_8), Answers.NONE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(message)
        .extracting(e -> String.valueOf(((InvalidRequestException) e).code()))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"max_tokens\": 0 | expected a value >= 1, but got 0",
        "\"max_tokens\": \"9\" | expected an integer, but got a string",
        "\"n\": 129 | Expected a value <= 128, but got 129",
        "\"stream\": 1 | expected a boolean, but got an integer",
        "\"tool_choice\": \"x\", \"tools\": [] | Supported values are: 'none', 'auto', and 'required'",
        "\"tools\": [{\"type\": \"function\", \"function\": {}}] | 'tools[0].function.name'",
        "\"response_format\": {\"type\": \"json_schema\"} | 'response_format.json_schema.schema'"
      })
  @DisplayName("is refused in OpenAI's words where an option is wrong")
  void parse_complainsOfOptions(String option, String message) {
    assertThatThrownBy(() -> parse(HI + ", " + option))
        .isInstanceOf(InvalidRequestException.class)
        .message()
        .containsIgnoringCase(message);
  }

  @Test
  @DisplayName("is answered from the user's own answers where they have its question")
  void body_usesOwnAnswers() throws Exception {
    Answers answers =
        new Answers(
            List.of(
                new Answers.Entry("What is <b>?", TextNode.valueOf("bold")),
                new Answers.Entry("Q", JSON.readTree("{\"count\": 7, \"mood\": \"odd\"}"))));

    assertThat(content(own("xml-predict", answers))).isEqualTo("<answer>\nbold\n</answer>");
    assertThat(content(own("json-predict", answers))).isEqualTo("{\"answer\":\"bold\"}");
    assertThat(content(own("json-typed", answers)))
        .startsWith("{\"count\":7,\"person\":{\"name\":\"name: Q\"")
        .endsWith("\"mood\":\"odd\"}");
    assertThat(content(own("chat-react0", answers))).contains("search");
  }

  private static JsonNode own(String name, Answers answers) throws Exception {
    return JSON.readTree(ChatRequest.parse(CapturedRequests.body(name), answers).body(1, 0));
  }

  private static ChatRequest parse(String fields) throws InvalidRequestException {
    return ChatRequest.parse(("{" + fields + "}").getBytes(UTF_8), Answers.NONE);
  }

  private static JsonNode answer(String fields, int outputTokens) throws Exception {
    return JSON.readTree(parse(fields).body(1, outputTokens));
  }

  private static JsonNode captured(String name, int outputTokens) throws Exception {
    return JSON.readTree(
        ChatRequest.parse(CapturedRequests.body(name), Answers.NONE).body(1, outputTokens));
  }

  private static String afterCallOf(String tool) {
    return """
        "model": "m", "messages": [{"role": "user", "content": "hi"},
        {"role": "assistant", "tool_calls": [{"function": {"name": "%s", "arguments": "{}"}}]},
        {"role": "tool", "content": "found"}]"""
        .formatted(tool);
  }

  private static List<String> calls(JsonNode answer) {
    return answer.at("/choices/0/message/tool_calls").findValuesAsText("name");
  }

  private static String content(JsonNode answer) {
    return answer.at("/choices/0/message/content").asText();
  }

  private static String finishReason(JsonNode answer) {
    return answer.at("/choices/0/finish_reason").asText();
  }

  private static int tokens(String text) {
    return (int) Math.ceil(text.codePointCount(0, text.length()) / 4.0);
  }

  private static JsonNode data(StreamEvent event) throws Exception {
    return JSON.readTree(event.text().substring("data: ".length()));
  }
}
