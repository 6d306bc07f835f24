package org.dspybench.simulator.answer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A value made for a schema")
class SchemaValuesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "'\"minimum\": 3, \"maximum\": 4', 3, 4",
    "'\"exclusiveMinimum\": -1, \"exclusiveMaximum\": 2', 0, 1",
    "'\"maximum\": -7', -16, -7",
    "'\"minimum\": 5, \"multipleOf\": 4', 8, 44"
  })
  @DisplayName("is an integer within the bounds, whatever the key")
  void value_isWithinBounds(String bounds, int lowest, int highest) throws Exception {
    JsonNode schema = JSON.readTree("{\"type\": \"integer\", " + bounds + "}");

    assertThat(IntStream.range(0, 200).map(key -> value("" + key, schema).intValue()))
        .allMatch(value -> value >= lowest && value <= highest)
        .contains(schema.path("multipleOf").asInt(1) == 1 ? highest : 8);
  }

  @Test
  @DisplayName("is a number strictly between exclusive bounds")
  void value_isBetweenExclusiveBounds() throws Exception {
    JsonNode schema =
        JSON.readTree("{\"type\": \"number\", \"exclusiveMinimum\": 2, \"exclusiveMaximum\": 3}");

    assertThat(IntStream.range(0, 200).mapToDouble(key -> value("" + key, schema).doubleValue()))
        .allMatch(value -> value > 2 && value < 3);
  }

  @Test
  @DisplayName("ends soon where its type contains itself")
  void value_ends_whenRecursive() throws Exception {
    JsonNode schema =
        JSON.readTree(
            """
            {"$ref": "#/$defs/Node", "$defs": {"Node": {"type": "object", "properties": {
              "next": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]},
              "other": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Node"}]},
              "children": {"type": "array", "items": {"$ref": "#/$defs/Node"}}}}}}""");

    assertThat(value("k", schema).toString()).hasSizeBetween(50, 5000);
  }

  @Test
  @DisplayName("keeps to lengths and formats of texts")
  void value_keepsToLength() throws Exception {
    JsonNode bounded =
        JSON.readTree("{\"type\": \"string\", \"minLength\": 40, \"maxLength\": 42}");
    JsonNode date = JSON.readTree("{\"type\": \"string\", \"format\": \"date\"}");

    assertThat(value("k", bounded).asText()).hasSize(40).startsWith("name: Q");
    assertThat(value("k", date).asText()).isEqualTo("2026-01-01");
    assertThat(SchemaValues.isFreeText(bounded)).isFalse();
  }

  @Test
  @DisplayName("is the same for the same key, and another for some other keys")
  void value_isDecidedByKey() throws Exception {
    JsonNode schema = JSON.readTree("{\"enum\": [1, 2, 3, 4, 5, 6]}");

    assertThat(value("k", schema)).isEqualTo(value("k", schema));
    assertThat(IntStream.range(0, 100).mapToObj(key -> value("" + key, schema)).distinct())
        .hasSize(6);
  }

  private static JsonNode value(String key, JsonNode schema) {
    return new SchemaValues(key, "Q").value("name", schema, schema.path("$defs"));
  }
}
