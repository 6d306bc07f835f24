package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What form the answer is asked to have.
 *
 * @param isJson whether it is to be a JSON object
 * @param schema of the object, where there is one
 */
record ResponseFormat(boolean isJson, Optional<JsonNode> schema) {

  static final ResponseFormat TEXT = new ResponseFormat(false, Optional.empty());
  static final ResponseFormat JSON_OBJECT = new ResponseFormat(true, Optional.empty());

  static ResponseFormat of(JsonNode schema) {
    return new ResponseFormat(true, Optional.of(schema));
  }
}
