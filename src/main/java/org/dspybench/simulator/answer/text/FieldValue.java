package org.dspybench.simulator.answer.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of an answer.
 *
 * @param form how XML writes it
 * @param isOpen whether it is a text that may be extended
 */
public record FieldValue(String name, JsonNode value, Form form, boolean isOpen) {

  /** How a value that is not a text stands in XML. The other layouts always use JSON. */
  public enum Form {
    /** As JSON. */
    JSON,
    /** With an element for each of its parts. */
    ELEMENTS
  }
}
