package org.dspybench.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.provider.Provider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The validator is the one that WireMock brings. */
@DisplayName("The schema of profile files")
class ProfileSchemaTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(
              ProfileText.schema(),
              SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());

  static List<String> names() {
    return SimulatorProfile.names();
  }

  static List<Path> ofShape() throws IOException {
    return BadProfiles.ofShape();
  }

  static List<Path> ofSense() throws IOException {
    return BadProfiles.ofSense();
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("accepts each profile that comes with the project, in YAML and as JSON")
  void schema_accepts(String name) throws JsonProcessingException {
    ProfileText yaml = ProfileText.named(name);

    assertThat(errors(yaml.text())).isEmpty();
    assertThat(errors(ProfileText.of(yaml.profile()).text())).isEmpty();
  }

  @Test
  @DisplayName("accepts a profile that has everything")
  void schema_accepts_whenProfileHasEverything() throws JsonProcessingException {
    String json = ProfileText.of(Profiles.withEverything()).text();

    assertThat(errors(json)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ofShape")
  @DisplayName("refuses what the reader refuses")
  void schema_refuses(Path file) throws IOException {
    assertThat(errors(Files.readString(file))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ofSense")
  @DisplayName("leaves to the reader whether values go together")
  void schema_accepts_whenValuesDoNotGoTogether(Path file) throws IOException {
    assertThat(errors(Files.readString(file))).isEmpty();
  }

  @Test
  @DisplayName("has the names that the code has")
  void schema_hasTheNames() throws JsonProcessingException {
    JsonNode definitions = ProfileJson.JSON.readTree(ProfileText.schema()).get("$defs");

    assertThat(texts(definitions.at("/refusal/enum")))
        .containsExactlyElementsOf(labels(FaultKind::isRefusal));
    assertThat(texts(definitions.at("/breakage/enum")))
        .containsExactlyElementsOf(labels(kind -> !kind.isRefusal()));
    assertThat(texts(definitions.at("/hints/enum")))
        .containsExactlyElementsOf(Arrays.stream(Hints.values()).map(Hints::key).toList());
    assertThat(texts(definitions.at("/limits/properties/provider/enum")))
        .containsExactlyElementsOf(Arrays.stream(Provider.values()).map(Provider::key).toList());
    assertThat(definitions.findValues("const").stream().map(JsonNode::asText))
        .filteredOn(name -> !name.equals("anthropic"))
        .containsExactly(ProfileJson.DISTRIBUTIONS.split(", "));
  }

  @Test
  @DisplayName("describes each field and lets in no other")
  void schema_describesEachField() throws JsonProcessingException {
    JsonNode schema = ProfileJson.JSON.readTree(ProfileText.schema());
    List<JsonNode> objects =
        Stream.concat(Stream.of(schema), schema.get("$defs").valueStream())
            .filter(part -> part.path("type").asText().equals("object"))
            .toList();

    assertThat(objects)
        .hasSize(16)
        .allSatisfy(
            object -> {
              assertThat(object.get("description").asText()).isNotBlank();
              assertThat(object.get("additionalProperties").asBoolean(true)).isFalse();
              assertThat(
                      object.get("properties").valueStream().map(field -> described(field, schema)))
                  .allMatch(description -> !description.isBlank());
            });
  }

  /** A field's own description, or that of what it refers to. */
  private static String described(JsonNode field, JsonNode schema) {
    return field.has("description")
        ? field.get("description").asText()
        : schema.at(field.path("$ref").asText().substring(1)).path("description").asText();
  }

  private static Set<ValidationMessage> errors(String text) throws JsonProcessingException {
    return SCHEMA.validate(ProfileJson.YAML.readTree(text));
  }

  private static List<String> labels(Predicate<FaultKind> which) {
    return Arrays.stream(FaultKind.values()).filter(which).map(FaultKind::label).toList();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
