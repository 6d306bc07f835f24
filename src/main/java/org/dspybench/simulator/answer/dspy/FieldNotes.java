package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.dspybench.simulator.answer.text.FieldValue.Form;
import org.dspybench.simulator.answer.text.Layout;

/**
 * What a system message says of the values of output fields: the structure that it shows, with a
 * note beside the fields that are no texts.
 */
final class FieldNotes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NOTE = "}        # note: the value you produce ";
  private static final String SCHEMA = "must adhere to the JSON schema: ";
  private static final String ONE_OF = " one of: ";

  private final String structure;
  private final Layout layout;

  FieldNotes(String structure, Layout layout) {
    this.structure = structure;
    this.layout = layout;
  }

  /**
   * The field with what is known of its values; a text if nothing is.
   *
   * @param type as the system message names it
   */
  OutputField field(String name, String type) {
    Optional<ObjectNode> named = PythonType.schema(type);
    int nested = layout == Layout.XML ? structure.indexOf("\n<" + name + "><") : -1;
    if (nested >= 0) {
      int content = nested + "\n<>".length() + name.length();
      return new OutputField(
          name, named.orElseGet(() -> XmlStructure.schema(structure, content)), Form.ELEMENTS);
    }
    String note = note(name);
    boolean isSchema = note.startsWith(SCHEMA);
    JsonNode schema =
        isSchema ? read(note.substring(SCHEMA.length())) : named.orElseGet(() -> plain(note));
    return new OutputField(name, schema, Form.JSON);
  }

  private String note(String name) {
    String start = "{" + name + NOTE;
    int from = structure.indexOf(start);
    if (from < 0) {
      return "";
    }
    int end = structure.indexOf('\n', from);
    String line = structure.substring(from + start.length(), end < 0 ? structure.length() : end);
    return layout == Layout.JSON ? unquoted(line) : line;
  }

  private static ObjectNode plain(String note) {
    int options = note.indexOf(ONE_OF);
    if (options < 0) {
      return NODES.objectNode().put("type", "string");
    }
    ObjectNode schema = NODES.objectNode();
    ArrayNode choices = schema.putArray("enum");
    for (String choice : note.substring(options + ONE_OF.length()).split("; ", -1)) {
      choices.add(choice);
    }
    return schema;
  }

  /** The note in the rest of a JSON line, up to the quote that ends it. */
  private static String unquoted(String line) {
    try {
      return JSON.readValue('"' + line.substring(0, line.lastIndexOf('"') + 1), String.class);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static JsonNode read(String schema) {
    try {
      return JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      return NODES.objectNode();
    }
  }
}
