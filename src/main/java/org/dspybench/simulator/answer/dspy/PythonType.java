package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON schema of a type that DSPy names in a prompt, such as {@code dict[str, list[int]]}. */
final class PythonType {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PythonType() {}

  /** The schema, or empty if the name says too little, as a class's does. */
  static Optional<ObjectNode> schema(String type) {
    int bracket = type.indexOf('[');
    if (bracket < 0) {
      return scalar(type);
    }
    if (!type.endsWith("]")) {
      return Optional.empty();
    }
    String arguments = type.substring(bracket + 1, type.length() - 1);
    return switch (type.substring(0, bracket)) {
      case "Literal" -> literal(arguments);
      case "list", "List", "set" -> schema(arguments).map(items -> named("array", "items", items));
      case "dict", "Dict" -> dict(split(arguments));
      case "tuple", "Tuple" -> several(split(arguments)).map(items -> tuple(items));
      case "Union", "Optional" -> several(split(arguments)).map(types -> anyOf(types));
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectNode> scalar(String type) {
    return switch (type) {
      case "str" -> Optional.of(typed("string"));
      case "int" -> Optional.of(typed("integer"));
      case "float" -> Optional.of(typed("number"));
      case "bool" -> Optional.of(typed("boolean"));
      case "NoneType" -> Optional.of(typed("null"));
      case "list" -> Optional.of(typed("array"));
      case "dict" -> Optional.of(typed("object"));
      case "Any" -> Optional.of(NODES.objectNode());
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectNode> literal(String values) {
    return PythonLiteral.parse("[" + values + "]")
        .map(options -> NODES.objectNode().set("enum", options));
  }

  private static Optional<ObjectNode> dict(List<String> arguments) {
    return schema(arguments.get(arguments.size() - 1))
        .map(
            values ->
                values.isEmpty()
                    ? typed("object")
                    : named("object", "additionalProperties", values));
  }

  private static ObjectNode tuple(ArrayNode items) {
    return named("array", "prefixItems", items);
  }

  private static ObjectNode anyOf(ArrayNode types) {
    return NODES.objectNode().set("anyOf", types);
  }

  private static Optional<ArrayNode> several(List<String> types) {
    ArrayNode schemas = NODES.arrayNode();
    for (String type : types) {
      schema(type).ifPresent(schemas::add);
    }
    return Optional.of(schemas).filter(all -> all.size() == types.size());
  }

  private static ObjectNode typed(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ObjectNode named(String type, String property, JsonNode schema) {
    return typed(type).set(property, schema);
  }

  /** Cuts at the commas outside brackets and quotes. */
  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    char quote = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char character = arguments.charAt(i);
      if (quote != 0) {
        quote = character == quote ? 0 : quote;
      } else if (character == '\'' || character == '"') {
        quote = character;
      } else if (character == '[') {
        depth++;
      } else if (character == ']') {
        depth--;
      } else if (character == ',' && depth == 0) {
        parts.add(arguments.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(arguments.substring(from).strip());
    return parts;
  }
}
