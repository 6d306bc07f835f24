package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.databind.JsonNode;
import org.dspybench.simulator.answer.text.FieldValue;

/**
 * A field that an answer is to have.
 *
 * @param schema of its values
 * @param definitions what references in the schema mean
 * @param form how XML writes its values
 */
public record OutputField(
    String name, JsonNode schema, JsonNode definitions, FieldValue.Form form) {

  /** A field whose schema has its definitions in it. */
  public OutputField(String name, JsonNode schema, FieldValue.Form form) {
    this(name, schema, schema.path("$defs"), form);
  }
}
