package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The schema behind a structure that DSPy's {@code XMLAdapter} shows, such as {@code
 * <person><name>...</name><tags><item>...</item></tags></person>}.
 *
 * <p>It does not tell the types of its leaves. A {@code 1} fits most of them: texts, numbers and
 * truth values, but no {@code Literal}. What the items of a list are is as unknown, so a list of
 * leaves has none.
 */
final class XmlStructure {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LEAF = "...";

  private final String text;
  private int at;

  private XmlStructure(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * The schema of an element.
   *
   * @param from where its content begins in {@code text}
   */
  static ObjectNode schema(String text, int from) {
    return new XmlStructure(text, from).content();
  }

  private ObjectNode content() {
    if (text.startsWith(LEAF, at)) {
      at += LEAF.length();
      return NODES.objectNode().put("const", "1");
    }
    ObjectNode properties = NODES.objectNode();
    while (text.startsWith("<", at) && !text.startsWith("</", at)) {
      int end = text.indexOf('>', at);
      if (end < 0) {
        break;
      }
      String name = text.substring(at + 1, end);
      at = end + 1;
      properties.set(name, content());
      at += name.length() + "</>".length();
    }
    return properties.size() == 1 && properties.has("item")
        ? list(properties.withObject("item"))
        : NODES.objectNode().put("type", "object").set("properties", properties);
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode list = NODES.objectNode().put("type", "array");
    return items.has("const") ? list.put("maxItems", 0) : list.set("items", items);
  }
}
