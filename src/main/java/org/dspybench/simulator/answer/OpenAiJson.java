package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * Bodies as OpenAI sends them: <a
 * href="https://platform.openai.com/docs/api-reference/chat/object">the chat completion object</a>.
 */
public final class OpenAiJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OpenAiJson() {}

  public static byte[] completion(
      ChatRequest request, Answer answer, int attempt, long createdSeconds) {
    ObjectNode json = NODES.objectNode();
    json.put("id", "chatcmpl-" + request.key() + "-" + attempt);
    json.put("object", "chat.completion");
    json.put("created", createdSeconds);
    json.put("model", request.model());
    ArrayNode choices = json.putArray("choices");
    for (int index = 0; index < request.choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      ObjectNode message = choice.putObject("message");
      message.put("role", "assistant").put("content", answer.text()).putNull("refusal");
      choice.putNull("logprobs").put("finish_reason", answer.cut() ? "length" : "stop");
    }
    int completionTokens = request.choices() * answer.tokens();
    ObjectNode usage = json.putObject("usage");
    usage.put("prompt_tokens", request.promptTokens());
    usage.put("completion_tokens", completionTokens);
    usage.put("total_tokens", request.promptTokens() + completionTokens);
    return bytes(json);
  }

  public static byte[] models() {
    ObjectNode json = NODES.objectNode().put("object", "list");
    ObjectNode model = json.putArray("data").addObject();
    model.put("id", "simulated").put("object", "model").put("created", 0);
    model.put("owned_by", "dspybench");
    return bytes(json);
  }

  public static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
