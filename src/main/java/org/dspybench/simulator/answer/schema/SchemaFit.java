package org.dspybench.simulator.answer.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a value is of the type that a schema asks for; its parts are not looked at. */
public final class SchemaFit {

  private SchemaFit() {}

  public static boolean fits(JsonNode value, JsonNode schema) {
    if (schema.has("const")) {
      return schema.path("const").equals(value);
    }
    if (schema.has("enum")) {
      return any(schema.path("enum"), value);
    }
    if (schema.has("anyOf")) {
      for (JsonNode alternative : schema.path("anyOf")) {
        if (fits(value, alternative)) {
          return true;
        }
      }
      return false;
    }
    return switch (schema.path("type").asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      default -> value.isObject();
    };
  }

  private static boolean any(JsonNode allowed, JsonNode value) {
    for (JsonNode one : allowed) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
