package org.dspybench.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.dspybench.simulator.draw.Draws;

/**
 * Values for the output fields of one request. A text is {@code <field>: <question>}, so that a
 * reader can tell whose answer it is; anything else is decided by the request's key and the field's
 * name, not by the seed.
 */
public final class FieldValues {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int QUESTION_CHARACTERS = 200;
  private static final int LIST_LENGTH = 2;
  private static final int DEEPEST = 8;

  private static final String SCHEMA = "must adhere to the JSON schema: ";
  private static final String ONE_OF = " one of: ";

  private final String key;
  private final String question;

  public FieldValues(String key, String question) {
    this.key = key;
    this.question = cut(question);
  }

  /** A value that DSPy accepts for {@code field}. */
  public JsonNode value(DspyPrompt.OutputField field) {
    String rule = field.rule();
    String name = field.name();
    if (rule.startsWith(SCHEMA)) {
      JsonNode schema = parse(rule.substring(SCHEMA.length()));
      return fromSchema(name, schema, schema.path("$defs"), 0);
    }
    int options = rule.indexOf(ONE_OF);
    if (options >= 0) {
      String[] choices = rule.substring(options + ONE_OF.length()).split("; ", -1);
      return NODES.textNode(choices[below(choices.length, name)]);
    }
    return switch (rule) {
      case "must be True or False" -> NODES.booleanNode(below(2, name) == 1);
      case "must be a single int value" -> NODES.numberNode(below(100, name));
      case "must be a single float value" -> hundredths(name);
      default -> text(name);
    };
  }

  private JsonNode fromSchema(String name, JsonNode schema, JsonNode definitions, int depth) {
    if (schema.has("$ref")) {
      String reference = schema.path("$ref").asText();
      String definition = reference.substring(reference.lastIndexOf('/') + 1);
      return fromSchema(name, definitions.path(definition), definitions, depth + 1);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(below(schema.path("enum").size(), name));
    }
    if (schema.has("anyOf")) {
      return fromSchema(name, alternative(schema.path("anyOf"), depth), definitions, depth + 1);
    }
    return switch (schema.path("type").asText()) {
      case "integer" -> NODES.numberNode(lowest(schema) + below(10, name));
      case "number" -> hundredths(name);
      case "boolean" -> NODES.booleanNode(below(2, name) == 1);
      case "null" -> NODES.nullNode();
      case "array" -> list(name, schema, definitions, depth);
      case "object" -> object(name, schema, definitions, depth);
      default -> text(name);
    };
  }

  /** The first alternative; deep inside a recursive type the last, which is null where allowed. */
  private static JsonNode alternative(JsonNode alternatives, int depth) {
    return alternatives.path(depth < DEEPEST ? 0 : alternatives.size() - 1);
  }

  private ArrayNode list(String name, JsonNode schema, JsonNode definitions, int depth) {
    ArrayNode list = NODES.arrayNode();
    for (JsonNode item : schema.path("prefixItems")) {
      list.add(fromSchema(name + list.size(), item, definitions, depth + 1));
    }
    int length = Math.max(depth < DEEPEST ? LIST_LENGTH : 0, schema.path("minItems").asInt());
    while (!schema.has("prefixItems") && list.size() < length) {
      list.add(fromSchema(name + list.size(), schema.path("items"), definitions, depth + 1));
    }
    return list;
  }

  private ObjectNode object(String name, JsonNode schema, JsonNode definitions, int depth) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            property ->
                object.set(
                    property.getKey(),
                    fromSchema(property.getKey(), property.getValue(), definitions, depth + 1)));
    if (schema.path("additionalProperties").isObject() && depth < DEEPEST) {
      object.set(
          name, fromSchema(name, schema.path("additionalProperties"), definitions, depth + 1));
    }
    return object;
  }

  private static long lowest(JsonNode schema) {
    return schema.has("exclusiveMinimum")
        ? schema.path("exclusiveMinimum").asLong() + 1
        : schema.path("minimum").asLong();
  }

  private JsonNode text(String name) {
    return NODES.textNode(name + ": " + question);
  }

  private JsonNode hundredths(String name) {
    return NODES.numberNode(BigDecimal.valueOf(below(100, name), 2));
  }

  private int below(int bound, String name) {
    return (int) (Draws.uniform(key + "/" + name) * bound);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= QUESTION_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, QUESTION_CHARACTERS));
  }

  private static JsonNode parse(String schema) {
    try {
      return JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      return NODES.objectNode();
    }
  }
}
