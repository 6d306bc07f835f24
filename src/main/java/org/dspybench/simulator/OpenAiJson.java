package org.dspybench.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Bodies as OpenAI sends them: <a
 * href="https://platform.openai.com/docs/api-reference/chat/object">the chat completion object</a>
 * and the error object that every status above 299 carries.
 */
final class OpenAiJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OpenAiJson() {}

  static byte[] completion(ChatRequest request, Answer answer, int attempt, long createdSeconds) {
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

  static byte[] rateLimited(Rejection rejection, String model) {
    return error(rejection.message(model), rejection.type(), null, "rate_limit_exceeded");
  }

  static byte[] invalidRequest(String message, @Nullable String parameter) {
    return error(message, "invalid_request_error", parameter, null);
  }

  static byte[] models() {
    ObjectNode json = NODES.objectNode().put("object", "list");
    ObjectNode model = json.putArray("data").addObject();
    model.put("id", "simulated").put("object", "model").put("created", 0);
    model.put("owned_by", "dspybench");
    return bytes(json);
  }

  static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot fail to be written", e);
    }
  }

  private static byte[] error(
      String message, String type, @Nullable String parameter, @Nullable String code) {
    ObjectNode json = NODES.objectNode();
    ObjectNode error = json.putObject("error");
    error.put("message", message).put("type", type);
    error.put("param", parameter).put("code", code);
    return bytes(json);
  }
}
