package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a profile and its new value, as {@code --set} takes them: {@code
 * latency.firstToken.median=0.3}, {@code faults[0].share=0.1}, {@code limits=null}.
 *
 * @param text as it was given
 * @param value in YAML
 */
record Assignment(String text, JsonPointer field, JsonNode value) {

  private static final String STEP = "[A-Za-z]+(?:\\[\\d{1,3}])*";
  private static final Pattern FORM = Pattern.compile("(%s(?:\\.%s)*)=(.*)".formatted(STEP, STEP));

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the message is one line
   */
  static Assignment parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--set takes field=value, such as latency.firstToken.median=0.3, not " + text);
    }
    String pointer = "/" + matcher.group(1).replaceAll("[.\\[]", "/").replace("]", "");
    Document value = new Document("--set " + text, matcher.group(2), ProfileJson.YAML);
    return new Assignment(text, JsonPointer.compile(pointer), value.tree());
  }

  /** Sets the field, and makes the objects that are to contain it. */
  void applyTo(ObjectNode document) {
    JsonNode parent = document;
    JsonPointer step = field;
    for (; !step.tail().matches(); step = step.tail()) {
      parent = child(parent, step);
    }
    if (parent instanceof ObjectNode object && !step.mayMatchElement()) {
      object.set(step.getMatchingProperty(), value);
    } else if (parent instanceof ArrayNode list && list.has(step.getMatchingIndex())) {
      list.set(step.getMatchingIndex(), value);
    } else {
      throw new IllegalArgumentException("--set " + text + ": there is no such field or element");
    }
  }

  /** What a step leads to. Elements of lists are not made: where would the others come from? */
  private static JsonNode child(JsonNode parent, JsonPointer step) {
    if (step.mayMatchElement()) {
      return parent.path(step.getMatchingIndex());
    }
    String name = step.getMatchingProperty();
    return parent instanceof ObjectNode object && !object.hasNonNull(name)
        ? object.putObject(name)
        : parent.path(name);
  }
}
