package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads {@code instructions} and {@code input} of a responses request. */
final class ResponsesInput {

  private ResponsesInput() {}

  static Messages read(RequestBody request) throws InvalidRequestException {
    JsonNode input = request.field("input");
    if (input.isMissingNode()) {
      throw InvalidRequestException.missing("input");
    }
    if (!input.isTextual() && !input.isArray()) {
      throw InvalidRequestException.type("input", "a string or an array of objects", input);
    }
    MessagesBuilder read = new MessagesBuilder();
    if (request.has("instructions")) {
      read.add("system", request.field("instructions").asText());
    }
    if (input.isTextual()) {
      read.add("user", input.textValue());
    }
    for (int i = 0; i < input.size(); i++) {
      add(input.path(i), "input[" + i + "]", read);
    }
    return read.build();
  }

  private static void add(JsonNode item, String place, MessagesBuilder read)
      throws InvalidRequestException {
    if (!item.isObject()) {
      throw InvalidRequestException.type(place, "an object", item);
    }
    switch (item.path("type").asText("message")) {
      case "function_call" ->
          read.addToolCall(item.path("name").asText(), item.path("arguments").asText());
      case "function_call_output" -> read.add("tool", MessagesBuilder.text(item.path("output")));
      case "message" -> {
        if (!item.has("role")) {
          throw InvalidRequestException.missing(place + ".role");
        }
        read.add(item.path("role").asText(), MessagesBuilder.text(item.path("content")));
      }
      default -> {} // such as reasoning, which says nothing that is answered
    }
  }
}
