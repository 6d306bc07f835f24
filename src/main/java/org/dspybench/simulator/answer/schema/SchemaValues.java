package org.dspybench.simulator.answer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import org.dspybench.simulator.draw.Draws;

/**
 * Values that fit JSON schemas. A text is {@code <name>: <question>}, so that a reader can tell
 * whose answer it is; anything else is decided by the request's key and the value's name, not by
 * the seed. Patterns of strings are not looked at.
 */
public final class SchemaValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int QUESTION_CHARACTERS = 200;
  private static final int LIST_LENGTH = 2;

  /** Below it, a recursive type ends as soon as it may. */
  private static final int DEEP = 4;

  /** Below it, a type that may not end is cut off. */
  private static final int DEEPEST = 32;

  private final String key;
  private final String question;

  /**
   * Values for one request.
   *
   * @param key of the request
   * @param question of which texts carry the first 200 characters
   */
  public SchemaValues(String key, String question) {
    this.key = key;
    this.question = firstCharacters(question);
  }

  /**
   * A value called {@code name}, with all properties where it is an object.
   *
   * @param definitions what references in the schema mean
   */
  public JsonNode value(String name, JsonNode schema, JsonNode definitions) {
    return new Generation(definitions).value(name, schema, 0);
  }

  /** An object with the required properties alone: the arguments of a tool. */
  public ObjectNode arguments(JsonNode schema) {
    Generation generation = new Generation(schema.path("$defs"));
    ObjectNode arguments = NODES.objectNode();
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      arguments.set(name, generation.value(name, schema.path("properties").path(name), 1));
    }
    return arguments;
  }

  /** Whether any text fits the schema. */
  public static boolean isFreeText(JsonNode schema) {
    return schema.path("type").asText().equals("string")
        && !schema.has("enum")
        && !schema.has("const")
        && !schema.has("format")
        && !schema.has("pattern")
        && !schema.has("maxLength");
  }

  private JsonNode text(String name, JsonNode schema) {
    String text =
        switch (schema.path("format").asText()) {
          case "date-time" -> "2026-01-01T00:00:00Z";
          case "date" -> "2026-01-01";
          case "time" -> "00:00:00Z";
          case "duration" -> "PT1S";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          case "uri" -> "https://example.org/";
          case "email" -> "someone@example.org";
          default -> name + ": " + question;
        };
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String padded =
        text + " ".repeat(Math.max(0, schema.path("minLength").asInt() - text.length()));
    return NODES.textNode(padded.length() <= most ? padded : padded.substring(0, most));
  }

  private JsonNode truth(String name) {
    return NODES.booleanNode(below(2, name) == 1);
  }

  private JsonNode integer(String name, JsonNode schema) {
    NumberRange range = NumberRange.of(schema);
    long step = Math.max(1, schema.path("multipleOf").asLong(1));
    long lowest = -Math.floorDiv(-range.lowestInteger(), step) * step;
    long choices = Math.max(1, Math.min(10, (range.highestInteger() - lowest) / step + 1));
    return NODES.numberNode(lowest + step * below((int) choices, name));
  }

  private JsonNode number(String name, JsonNode schema) {
    return NODES.numberNode(NumberRange.of(schema).hundredths(below(100, name)));
  }

  private int below(int bound, String name) {
    return (int) (Draws.uniform(key + "/" + name) * bound);
  }

  private static String firstCharacters(String text) {
    return text.codePointCount(0, text.length()) <= QUESTION_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, QUESTION_CHARACTERS));
  }

  /** The walk down one schema. */
  private final class Generation {

    private final JsonNode definitions;

    Generation(JsonNode definitions) {
      this.definitions = definitions;
    }

    JsonNode value(String name, JsonNode schema, int depth) {
      if (depth > DEEPEST) {
        return NODES.nullNode();
      }
      if (schema.has("$ref")) {
        String reference = schema.path("$ref").asText();
        String definition = reference.substring(reference.lastIndexOf('/') + 1);
        return value(name, definitions.path(definition), depth + 1);
      }
      if (schema.has("const")) {
        return schema.path("const");
      }
      if (schema.has("enum")) {
        return schema.path("enum").path(below(schema.path("enum").size(), name));
      }
      for (String several : new String[] {"anyOf", "oneOf", "allOf"}) {
        if (schema.has(several)) {
          return value(name, alternative(schema.path(several), depth), depth + 1);
        }
      }
      return typed(name, schema, depth);
    }

    private JsonNode typed(String name, JsonNode schema, int depth) {
      JsonNode type = schema.path("type");
      return switch ((type.isArray() ? type.path(0) : type).asText()) {
        case "integer" -> integer(name, schema);
        case "number" -> number(name, schema);
        case "boolean" -> truth(name);
        case "null" -> NODES.nullNode();
        case "array" -> list(name, schema, depth);
        case "object" -> object(name, schema, depth);
        default -> text(name, schema);
      };
    }

    private JsonNode alternative(JsonNode alternatives, int depth) {
      if (depth < DEEP) {
        return alternatives.path(0);
      }
      Predicate<JsonNode> isNull = schema -> schema.path("type").asText().equals("null");
      Predicate<JsonNode> isFlat =
          schema -> !schema.has("$ref") && !schema.path("type").asText().equals("object");
      return first(alternatives, isNull.or(isFlat));
    }

    private ArrayNode list(String name, JsonNode schema, int depth) {
      ArrayNode list = NODES.arrayNode();
      for (JsonNode item : schema.path("prefixItems")) {
        list.add(value(name + list.size(), item, depth + 1));
      }
      int wanted = schema.has("prefixItems") || depth >= DEEP ? 0 : LIST_LENGTH;
      int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
      int length = Math.max(Math.min(wanted, most), schema.path("minItems").asInt());
      while (list.size() < length) {
        list.add(value(name + list.size(), schema.path("items"), depth + 1));
      }
      return list;
    }

    private ObjectNode object(String name, JsonNode schema, int depth) {
      ObjectNode object = NODES.objectNode();
      schema
          .path("properties")
          .properties()
          .forEach(
              property ->
                  object.set(
                      property.getKey(), value(property.getKey(), property.getValue(), depth + 1)));
      if (schema.path("additionalProperties").isObject() && depth < DEEP) {
        object.set(name, value(name, schema.path("additionalProperties"), depth + 1));
      }
      return object;
    }
  }

  private static JsonNode first(JsonNode schemas, Predicate<JsonNode> wanted) {
    for (JsonNode schema : schemas) {
      if (wanted.test(schema)) {
        return schema;
      }
    }
    return schemas.path(0);
  }
}
