package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads what Python's {@code repr} prints of dicts, lists, tuples, strings, numbers, truth values
 * and {@code None}. Needed because {@code ReAct} tells the LM the arguments of its tools that way.
 */
final class PythonLiteral {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** The value, or empty if the text is another kind of Python. */
  static Optional<JsonNode> parse(String text) {
    PythonLiteral literal = new PythonLiteral(text.strip());
    try {
      JsonNode value = literal.value();
      return literal.at == literal.text.length() ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private JsonNode value() {
    skipSpace();
    return switch (text.charAt(at)) {
      case '{' -> dict();
      case '[' -> list(']');
      case '(' -> list(')');
      case '\'', '"' -> NODES.textNode(string());
      default -> word();
    };
  }

  private ObjectNode dict() {
    ObjectNode dict = NODES.objectNode();
    at++;
    while (!closes('}')) {
      String key = value().asText();
      skipSpace();
      expect(':');
      dict.set(key, value());
      skipComma();
    }
    return dict;
  }

  private ArrayNode list(char end) {
    ArrayNode list = NODES.arrayNode();
    at++;
    while (!closes(end)) {
      list.add(value());
      skipComma();
    }
    return list;
  }

  private String string() {
    char quote = text.charAt(at++);
    StringBuilder string = new StringBuilder();
    while (text.charAt(at) != quote) {
      char character = text.charAt(at++);
      if (character == '\\') {
        appendEscaped(string);
      } else {
        string.append(character);
      }
    }
    at++;
    return string.toString();
  }

  private void appendEscaped(StringBuilder string) {
    char escaped = text.charAt(at++);
    switch (escaped) {
      case 'n' -> string.append('\n');
      case 't' -> string.append('\t');
      case 'r' -> string.append('\r');
      case 'x' -> string.appendCodePoint(hexadecimal(2));
      case 'u' -> string.appendCodePoint(hexadecimal(4));
      case 'U' -> string.appendCodePoint(hexadecimal(8));
      default -> string.append(escaped);
    }
  }

  private int hexadecimal(int digits) {
    int from = at;
    at += digits;
    return Integer.parseInt(text, from, at, 16);
  }

  private JsonNode word() {
    int from = at;
    while (at < text.length() && ",:]})".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at).strip();
    return switch (word) {
      case "True", "False" -> NODES.booleanNode(word.equals("True"));
      case "None" -> NODES.nullNode();
      default -> number(new BigDecimal(word));
    };
  }

  private static JsonNode number(BigDecimal number) {
    return number.scale() == 0 ? NODES.numberNode(number.toBigInteger()) : NODES.numberNode(number);
  }

  private boolean closes(char end) {
    skipSpace();
    if (text.charAt(at) != end) {
      return false;
    }
    at++;
    return true;
  }

  private void skipComma() {
    skipSpace();
    if (text.charAt(at) == ',') {
      at++;
    }
  }

  private void expect(char wanted) {
    if (text.charAt(at++) != wanted) {
      throw new IllegalArgumentException("no " + wanted + " at " + (at - 1));
    }
  }

  private void skipSpace() {
    while (text.charAt(at) == ' ') {
      at++;
    }
  }
}
