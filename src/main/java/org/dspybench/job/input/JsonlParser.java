package org.dspybench.job.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dspybench.batch.Question;

/** A JSON object on each line: value by input field. Blank lines are counted, and skipped. */
final class JsonlParser implements QuestionParser {

  private static final String EXAMPLE = "; each line is an object such as {\"question\": \"Why?\"}";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final NumberedLines lines;

  JsonlParser(NumberedLines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Question> next() {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    return line.map(this::parse);
  }

  @Override
  public long line() {
    return lines.number();
  }

  private Question parse(String line) {
    if (!(read(line) instanceof Map<?, ?> object)) {
      throw lines.problem("is no JSON object" + EXAMPLE);
    }
    if (object.isEmpty()) {
      throw lines.problem("is an object without input fields" + EXAMPLE);
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    object.forEach((name, value) -> inputs.put((String) name, value));
    return new Question(inputs);
  }

  private Object read(String line) {
    try {
      return JSON.readValue(line, Object.class);
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      throw lines.problem(
          "is no JSON at column %d (%s)%s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(), problem, EXAMPLE));
    }
  }
}
