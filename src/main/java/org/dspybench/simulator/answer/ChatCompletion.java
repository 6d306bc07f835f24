package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A chat answer in one piece: <a
 * href="https://platform.openai.com/docs/api-reference/chat/object">the chat completion object</a>.
 *
 * @param answer that each choice is
 * @param attempt which arrival of the request, from 1
 */
record ChatCompletion(Prompt prompt, ChatOptions options, Answer answer, int attempt) {

  static final String NO_LOGPROBS = "logprobs are not simulated: the answer has none";

  byte[] body() {
    ObjectNode json = head("chat.completion");
    ArrayNode choices = json.putArray("choices");
    for (int index = 0; index < options.choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      choice.set("message", message(index));
      choice.putNull("logprobs").put("finish_reason", finishReason());
    }
    json.set("usage", usage());
    return OpenAiJson.bytes(json);
  }

  /** What every object of this answer begins with. */
  ObjectNode head(String object) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", "chatcmpl-" + prompt.key() + "-" + attempt);
    json.put("object", object);
    json.put("created", System.currentTimeMillis() / 1000);
    json.put("model", prompt.model());
    if (options.isLogprobsAsked()) {
      json.putArray("warnings").add(NO_LOGPROBS);
    }
    return json;
  }

  String finishReason() {
    if (answer.isCut()) {
      return "length";
    }
    return answer.toolCalls().isEmpty() ? "stop" : "tool_calls";
  }

  ObjectNode usage() {
    int asked = prompt.messages().tokens();
    int answered = options.choices() * answer.tokens();
    return JsonNodeFactory.instance
        .objectNode()
        .put("prompt_tokens", asked)
        .put("completion_tokens", answered)
        .put("total_tokens", asked + answered);
  }

  /** The head of the tool call number {@code call}, with {@code arguments}. */
  ObjectNode toolCall(int choice, int call, String arguments) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", "call_%s_%d_%d_%d".formatted(prompt.key(), attempt, choice, call));
    json.put("type", "function");
    json.putObject("function")
        .put("name", answer.toolCalls().get(call).name())
        .put("arguments", arguments);
    return json;
  }

  private ObjectNode message(int choice) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
    if (answer.toolCalls().isEmpty()) {
      return message.put("content", answer.text()).putNull("refusal");
    }
    message.putNull("content").putNull("refusal");
    ArrayNode calls = message.putArray("tool_calls");
    for (int call = 0; call < answer.toolCalls().size(); call++) {
      calls.add(toolCall(choice, call, answer.toolCalls().get(call).arguments()));
    }
    return message;
  }
}
