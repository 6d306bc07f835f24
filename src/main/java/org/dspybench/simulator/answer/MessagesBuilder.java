package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.dspybench.simulator.answer.text.Tokens;

/** Collects {@link Messages}, in the order in which they were said. */
final class MessagesBuilder {

  private final Set<String> toolsCalled = new LinkedHashSet<>();
  private String system = "";
  private String user = "";
  private int tokens;

  /** A message; the roles system, developer and user count, and the text of all. */
  void add(String role, String text) {
    tokens += Tokens.in(text);
    if (role.equals("user")) {
      user = text;
    } else if (system.isEmpty() && (role.equals("system") || role.equals("developer"))) {
      system = text;
    }
  }

  /** A tool that the model called earlier. */
  void addToolCall(String name, String arguments) {
    toolsCalled.add(name);
    tokens += Tokens.in(arguments);
  }

  Messages build() {
    return new Messages(system, user, tokens, Set.copyOf(toolsCalled));
  }

  /** The text of a message's content: a string, or the texts of its parts. */
  static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }
}
