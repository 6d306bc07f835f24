package org.dspybench.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.dspybench.simulator.answer.dspy.OutputField;
import org.dspybench.simulator.answer.schema.SchemaFit;
import org.dspybench.simulator.answer.text.FieldValue;

/** A user's own answer in an output field. */
final class GivenAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GivenAnswer() {}

  /**
   * What a user's answer has for a field: an object its property of that name, whether it fits or
   * not; anything else itself for the last field, if that is of its type.
   */
  static Optional<FieldValue> of(OutputField field, boolean isLast, JsonNode answer) {
    if (answer.isObject()) {
      return Optional.ofNullable(answer.get(field.name())).map(value -> closed(field, value));
    }
    return isLast ? typed(field, answer).map(value -> closed(field, value)) : Optional.empty();
  }

  private static Optional<JsonNode> typed(OutputField field, JsonNode answer) {
    if (SchemaFit.fits(answer, field.schema())) {
      return Optional.of(answer);
    }
    return Optional.of(answer)
        .filter(JsonNode::isTextual)
        .flatMap(text -> read(text.textValue()))
        .filter(value -> SchemaFit.fits(value, field.schema()));
  }

  private static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static FieldValue closed(OutputField field, JsonNode value) {
    return new FieldValue(field.name(), value, field.form(), false);
  }
}
