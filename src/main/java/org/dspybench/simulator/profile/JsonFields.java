package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object whose every value knows its line and column, so that what is wrong with it can be
 * said in one line. Fields are taken out one by one; {@link #end} refuses those left over.
 */
public final class JsonFields {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private record Value(Object content, JsonLocation at) {}

  private final String source;
  private final JsonLocation at;
  private final Map<String, Value> values;

  private JsonFields(String source, JsonLocation at, Map<String, Value> values) {
    this.source = source;
    this.at = at;
    this.values = values;
  }

  /** Parses one object; {@code source} is the file or whatever else to name in an error. */
  public static JsonFields parse(String source, String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw error(source, parser.currentTokenLocation(), "a JSON object is expected here");
      }
      JsonFields fields = object(source, parser);
      if (parser.nextToken() != null) {
        throw error(source, parser.currentTokenLocation(), "nothing may follow the object");
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw error(source, e.getLocation(), e.getOriginalMessage().replace('\n', ' '));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonFields object(String source, JsonParser parser) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    Map<String, Value> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      JsonLocation valueAt = parser.currentTokenLocation();
      Object content =
          switch (token) {
            case START_OBJECT -> object(source, parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default ->
                throw error(source, valueAt, name + " is a text, a number or an object, not this");
          };
      values.put(name, new Value(content, valueAt));
    }
    return new JsonFields(source, at, values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name) {
    Value value = take(name);
    if (value.content() instanceof String text && !text.isBlank()) {
      return text;
    }
    throw error(source, value.at(), name + " must be a text that is not empty");
  }

  public BigDecimal number(String name) {
    Value value = take(name);
    if (value.content() instanceof BigDecimal number) {
      return number;
    }
    throw error(source, value.at(), name + " must be a number");
  }

  /** A number from {@code min} to {@code max}, both included. */
  public double number(String name, double min, double max) {
    JsonLocation where = where(name);
    BigDecimal number = number(name);
    double value = number.doubleValue();
    if (value < min || value > max) {
      throw error(
          source,
          where,
          name + " is " + number + "; it must be from " + plain(min) + " to " + plain(max));
    }
    return value;
  }

  public JsonFields object(String name) {
    Value value = take(name);
    if (value.content() instanceof JsonFields fields) {
      return fields;
    }
    throw error(source, value.at(), name + " must be an object");
  }

  /** Where the object begins. */
  public JsonLocation where() {
    return at;
  }

  /** Where the value of {@code name} stands, or where the object begins if it has no such field. */
  public JsonLocation where(String name) {
    Value value = values.get(name);
    return value == null ? at : value.at();
  }

  public IllegalArgumentException wrong(JsonLocation where, String message) {
    return error(source, where, message);
  }

  /** What {@code constructor} makes; if it refuses, its message with the place {@code where}. */
  public <T> T build(JsonLocation where, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw error(source, where, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses the fields that nothing asked for. */
  public void end() {
    for (Map.Entry<String, Value> left : values.entrySet()) {
      throw error(source, left.getValue().at(), "unknown field '" + left.getKey() + "' here");
    }
  }

  private Value take(String name) {
    Value value = values.remove(name);
    if (value == null) {
      throw error(source, at, "the field '" + name + "' is missing from this object");
    }
    return value;
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private static IllegalArgumentException error(
      String source, @Nullable JsonLocation at, String message) {
    String place = at == null ? "" : at.getLineNr() + ":" + at.getColumnNr() + ": ";
    return new IllegalArgumentException(source + ":" + place + message);
  }
}
