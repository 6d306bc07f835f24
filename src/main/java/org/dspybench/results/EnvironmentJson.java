package org.dspybench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON form of an environment: a field for each fact, {@code questions}, {@code missing}. */
final class EnvironmentJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private EnvironmentJson() {}

  static String of(Environment environment) {
    ObjectNode json = JSON.createObjectNode();
    environment
        .facts()
        .forEach(
            (fact, value) -> {
              switch (fact.kind()) {
                case TEXT -> json.put(fact.key(), value);
                case NUMBER -> json.put(fact.key(), new BigDecimal(value));
                case FLAG -> json.put(fact.key(), Boolean.parseBoolean(value));
              }
            });
    environment.questions().forEach(json.putObject("questions")::put);
    environment.missing().forEach(fact -> json.withArray("missing").add(fact.key()));
    try {
      return WRITER.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers can be written", e);
    }
  }

  static Environment read(Path path) throws IOException {
    JsonNode json = JsonFile.tree(path, "run the benchmarks again");
    if (!json.isObject()) {
      throw new ResultFileException(path, "is no environment file; run the benchmarks again");
    }
    SortedMap<String, String> questions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> question : json.path("questions").properties()) {
      questions.put(question.getKey(), question.getValue().asText());
    }
    return new Environment(facts(path, json), questions);
  }

  private static Map<Fact, String> facts(Path path, JsonNode json) throws ResultFileException {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      JsonNode node = json.path(fact.key());
      if (node.isMissingNode() || node.isNull()) {
        continue;
      }
      if (!fact.admits(node.asText())) {
        throw new ResultFileException(
            path, fact.key() + " is not what it should be; correct it, or remove the field");
      }
      facts.put(fact, node.asText());
    }
    return facts;
  }
}
