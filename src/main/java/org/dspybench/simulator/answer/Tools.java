package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dspybench.simulator.answer.ToolUse.Choice;

/**
 * Reads {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. A chat request has a
 * function's name and parameters in an object of their own, a responses request has not. Tools that
 * are no functions are left out: nobody here could call them.
 */
final class Tools {

  private Tools() {}

  static ToolUse read(RequestBody request, Set<String> called) throws InvalidRequestException {
    JsonNode tools = request.field("tools");
    if (tools.isMissingNode()) {
      return ToolUse.NONE;
    }
    if (!tools.isArray()) {
      throw InvalidRequestException.type("tools", "an array of objects", tools);
    }
    List<Tool> offered = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      if (tools.path(i).path("type").asText().equals("function")) {
        offered.add(function(tools.path(i), "tools[" + i + "]"));
      }
    }
    JsonNode choice = request.field("tool_choice");
    if (choice.isObject()) {
      return new ToolUse(List.of(named(choice, offered)), Choice.REQUIRED, false, called);
    }
    boolean isParallel = request.flag("parallel_tool_calls");
    return new ToolUse(List.copyOf(offered), choice(choice), isParallel, called);
  }

  private static Tool function(JsonNode tool, String place) throws InvalidRequestException {
    boolean isNested = tool.has("function");
    JsonNode function = isNested ? tool.path("function") : tool;
    if (!function.path("name").isTextual()) {
      throw InvalidRequestException.missing(place + (isNested ? ".function.name" : ".name"));
    }
    return new Tool(function.path("name").textValue(), function.path("parameters"));
  }

  private static Choice choice(JsonNode choice) throws InvalidRequestException {
    return switch (choice.asText()) {
      case "", "auto" -> Choice.AUTO;
      case "none" -> Choice.NONE;
      case "required" -> Choice.REQUIRED;
      default ->
          throw InvalidRequestException.value(
              "tool_choice", choice.asText(), "'none', 'auto', and 'required'");
    };
  }

  private static Tool named(JsonNode choice, List<Tool> offered) throws InvalidRequestException {
    JsonNode function = choice.has("function") ? choice.path("function") : choice;
    String name = function.path("name").asText();
    for (Tool tool : offered) {
      if (tool.name().equals(name)) {
        return tool;
      }
    }
    throw new InvalidRequestException(
        "Tool choice '" + name + "' not found in 'tools' parameter.", "tool_choice", null);
  }
}
