package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonNode.OverwriteMode;
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
    JsonPointer last = field.last();
    JsonNode parent = last.mayMatchElement() ? document.at(field.head()) : parent(document);
    if (parent instanceof ArrayNode list && last.getMatchingIndex() < list.size()) {
      list.set(last.getMatchingIndex(), value);
    } else if (parent instanceof ObjectNode object) {
      object.set(last.getMatchingProperty(), value);
    } else {
      throw new IllegalArgumentException("--set " + text + ": there is no such element");
    }
  }

  private ObjectNode parent(ObjectNode document) {
    try {
      return field.head().matches()
          ? document
          : document.withObject(field.head(), OverwriteMode.NULLS, true);
    } catch (UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "--set " + text + ": what would contain the field is a value, not an object", e);
    }
  }
}
