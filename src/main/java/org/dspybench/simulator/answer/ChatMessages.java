package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads the {@code messages} of a chat request. */
final class ChatMessages {

  private static final Set<String> ROLES =
      Set.of("system", "assistant", "user", "function", "tool", "developer");
  private static final String SUPPORTED =
      "'system', 'assistant', 'user', 'function', 'tool', and 'developer'";

  private ChatMessages() {}

  static Messages read(JsonNode messages) throws InvalidRequestException {
    if (messages.isMissingNode()) {
      throw InvalidRequestException.missing("messages");
    }
    if (!messages.isArray()) {
      throw InvalidRequestException.type("messages", "an array of objects", messages);
    }
    if (messages.isEmpty()) {
      throw new InvalidRequestException(
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          "messages",
          "empty_array");
    }
    MessagesBuilder read = new MessagesBuilder();
    for (int i = 0; i < messages.size(); i++) {
      add(messages.path(i), "messages[" + i + "]", read);
    }
    return read.build();
  }

  private static void add(JsonNode message, String place, MessagesBuilder read)
      throws InvalidRequestException {
    if (!message.isObject()) {
      throw InvalidRequestException.type(place, "an object", message);
    }
    String role = message.path("role").asText();
    if (!message.has("role")) {
      throw InvalidRequestException.missing(place + ".role");
    }
    if (!ROLES.contains(role)) {
      throw InvalidRequestException.value(place + ".role", role, SUPPORTED);
    }
    if (!message.hasNonNull("content") && !role.equals("assistant")) {
      throw InvalidRequestException.missing(place + ".content");
    }
    read.add(role, MessagesBuilder.text(message.path("content")));
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      read.addToolCall(function.path("name").asText(), function.path("arguments").asText());
    }
  }
}
