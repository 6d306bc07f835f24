package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What an agent made by {@code dspy.ReAct} does next: it calls each of its tools once, in order,
 * and then {@code finish}.
 *
 * @param tool the tool's name
 * @param arguments the schema of its arguments, without those that have a default
 */
record ReactTurn(String tool, ObjectNode arguments) {

  static final String NAME_FIELD = "next_tool_name";
  static final String ARGUMENTS_FIELD = "next_tool_args";

  private static final String FINISH = "finish";

  /**
   * The turn after those in the trajectory.
   *
   * @param tools the names of all tools
   * @param objective the part of the system message that describes the tools
   * @param user the message that holds the trajectory
   */
  static ReactTurn next(JsonNode tools, String objective, String user) {
    Set<String> called = called(user);
    for (JsonNode tool : tools) {
      String name = tool.asText();
      if (!called.contains(name) && !name.equals(FINISH)) {
        return new ReactTurn(name, arguments(name, objective));
      }
    }
    return new ReactTurn(FINISH, schemaOf(JsonNodeFactory.instance.objectNode()));
  }

  private static Set<String> called(String user) {
    Set<String> called = new HashSet<>();
    for (int turn = 0; ; turn++) {
      int from = afterHeader("tool_name_" + turn, user);
      if (from < 0) {
        return called;
      }
      int end = user.indexOf('\n', from);
      called.add(user.substring(from, end < 0 ? user.length() : end).strip());
    }
  }

  /** Headers are those of the chat and JSON adapters, or of the XML adapter. */
  private static int afterHeader(String name, String user) {
    String section = "[[ ## " + name + " ## ]]\n";
    String element = "<" + name + ">\n";
    int at = user.indexOf(section);
    if (at >= 0) {
      return at + section.length();
    }
    at = user.indexOf(element);
    return at < 0 ? -1 : at + element.length();
  }

  private static ObjectNode arguments(String tool, String objective) {
    String introduction = ") " + tool + ", whose description is <desc>";
    String start = ". It takes arguments ";
    int line = objective.indexOf(introduction);
    int end = line < 0 ? -1 : objective.indexOf('\n', line);
    String described =
        line < 0 ? "" : objective.substring(line, end < 0 ? objective.length() : end);
    int from = described.lastIndexOf(start);
    int to = described.lastIndexOf('.');
    String literal = from < 0 || to < from ? "{}" : described.substring(from + start.length(), to);
    return schemaOf(
        PythonLiteral.parse(literal)
            .filter(JsonNode::isObject)
            .orElseGet(JsonNodeFactory.instance::objectNode));
  }

  private static ObjectNode schemaOf(JsonNode arguments) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    arguments
        .properties()
        .forEach(
            argument -> {
              if (!argument.getValue().has("default")) {
                properties.set(argument.getKey(), argument.getValue());
                required.add(argument.getKey());
              }
            });
    return schema;
  }
}
