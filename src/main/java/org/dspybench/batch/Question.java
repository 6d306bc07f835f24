package org.dspybench.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One question: the input fields of the program.
 *
 * @param inputs value by field name, in the order given; values are strings, numbers, booleans,
 *     lists or maps of these
 */
public record Question(Map<String, Object> inputs) {

  /** Keeps an immutable copy. */
  public Question {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a question needs at least one input field");
    }
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /** A question for a program with a single input field. */
  public static Question of(String field, Object value) {
    return new Question(Map.of(field, value));
  }
}
