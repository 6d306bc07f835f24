package org.dspybench.simulator.answer.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Values as XML elements, the way that DSPy's {@code XMLAdapter} writes and reads them. */
final class Xml {

  private Xml() {}

  /** Lists become {@code item} elements, objects an element for each property. */
  static void append(StringBuilder xml, String tag, JsonNode value) {
    xml.append('<').append(tag).append('>');
    if (value.isArray()) {
      value.forEach(item -> append(xml, "item", item));
    } else if (value.isObject()) {
      value.properties().forEach(part -> append(xml, part.getKey(), part.getValue()));
    } else if (!value.isNull()) {
      appendText(xml, value.asText());
    }
    xml.append("</").append(tag).append('>');
  }

  /** Leaves out what XML 1.0 does not allow even when escaped. */
  static void appendText(StringBuilder xml, String text) {
    text.codePoints()
        .filter(Xml::isAllowed)
        .forEach(
            character -> {
              switch (character) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> xml.appendCodePoint(character);
              }
            });
  }

  private static boolean isAllowed(int character) {
    if (character < 0x20) {
      return character == '\t' || character == '\n' || character == '\r';
    }
    boolean isSurrogate = character >= 0xD800 && character <= 0xDFFF;
    return !isSurrogate && character != 0xFFFE && character != 0xFFFF;
  }
}
