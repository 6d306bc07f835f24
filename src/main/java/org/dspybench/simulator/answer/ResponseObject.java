package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * <a href="https://platform.openai.com/docs/api-reference/responses/object">The response
 * object</a>.
 *
 * @param attempt which arrival of the request, from 1
 */
record ResponseObject(Prompt prompt, int mostTokens, Answer answer, int attempt) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What is sent before there is anything of the answer. */
  ObjectNode begun() {
    ObjectNode json = head("in_progress");
    json.putArray("output");
    return json.putNull("usage");
  }

  /** The whole answer. */
  ObjectNode completed() {
    ObjectNode json = head(status());
    if (answer.isCut()) {
      json.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    ArrayNode output = json.putArray("output");
    if (answer.toolCalls().isEmpty()) {
      output.add(message(status(), answer.text()));
    }
    for (int call = 0; call < answer.toolCalls().size(); call++) {
      output.add(functionCall(call, status(), answer.toolCalls().get(call).arguments()));
    }
    json.set("usage", usage());
    return json;
  }

  /** How the answer ends: {@code completed} or {@code incomplete}. */
  String status() {
    return answer.isCut() ? "incomplete" : "completed";
  }

  String messageId() {
    return "msg_" + prompt.key() + "-" + attempt;
  }

  String callId(int call) {
    return "fc_%s-%d_%d".formatted(prompt.key(), attempt, call);
  }

  /** The item that holds a text; before the text has begun, it has no part for it. */
  ObjectNode message(String status, String text) {
    ObjectNode item = NODES.objectNode().put("id", messageId()).put("type", "message");
    item.put("status", status).put("role", "assistant");
    ArrayNode content = item.putArray("content");
    if (!status.equals("in_progress")) {
      content.add(part(text));
    }
    return item;
  }

  ObjectNode part(String text) {
    ObjectNode part = NODES.objectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  ObjectNode functionCall(int call, String status, String arguments) {
    ObjectNode item = NODES.objectNode().put("id", callId(call)).put("type", "function_call");
    item.put("status", status).put("arguments", arguments);
    item.put("call_id", "call_%s-%d_%d".formatted(prompt.key(), attempt, call));
    return item.put("name", answer.toolCalls().get(call).name());
  }

  private ObjectNode head(String status) {
    ObjectNode json = NODES.objectNode().put("id", "resp_" + prompt.key() + "-" + attempt);
    json.put("object", "response").put("created_at", System.currentTimeMillis() / 1000);
    json.put("status", status).put("model", prompt.model());
    json.putNull("error").putNull("incomplete_details").putNull("instructions");
    boolean isUnlimited = mostTokens == ChatRequest.NO_TOKEN_LIMIT;
    json.put("max_output_tokens", isUnlimited ? null : (Integer) mostTokens);
    json.put("parallel_tool_calls", prompt.tools().isParallel());
    json.putNull("previous_response_id").put("tool_choice", "auto");
    json.putArray("tools");
    json.put("temperature", 1.0).put("top_p", 1.0);
    json.putObject("metadata");
    return json;
  }

  private ObjectNode usage() {
    int input = prompt.messages().tokens();
    int output = answer.tokens();
    ObjectNode usage = NODES.objectNode().put("input_tokens", input);
    usage.putObject("input_tokens_details").put("cached_tokens", 0);
    usage.put("output_tokens", output);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return usage.put("total_tokens", input + output);
  }
}
