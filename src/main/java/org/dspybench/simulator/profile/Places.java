package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where each value of a document stands. Jackson itself knows the place at which it noticed that
 * something is wrong, which for what a constructor refuses is the end of the object.
 */
final class Places {

  /** Those of a text that is not well formed. */
  static final Places NONE = new Places(Map.of());

  /** By path, such as {@code faults[0].share}; the document itself is "". Nulls are not there. */
  private final Map<String, JsonLocation> places;

  private Places(Map<String, JsonLocation> places) {
    this.places = places;
  }

  /**
   * Those of a text.
   *
   * @throws JsonParseException if it is not well formed, or is not one document
   */
  static Places of(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      throw new JsonParseException(parser, "the document is empty", parser.currentTokenLocation());
    }
    Map<String, JsonLocation> places = new LinkedHashMap<>();
    add("", parser, places);
    if (parser.nextToken() != null) {
      throw new JsonParseException(
          parser, "a second document begins here", parser.currentTokenLocation());
    }
    return new Places(places);
  }

  private static void add(String path, JsonParser parser, Map<String, JsonLocation> places)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    places.put(path, parser.currentTokenLocation());
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        add(child(path, name), parser, places);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
        add(path + "[" + index + "]", parser, places);
      }
    }
  }

  boolean has(String path) {
    return places.containsKey(path);
  }

  /** Where {@code path} stands, or else the nearest that would contain it. */
  @Nullable JsonLocation of(String path) {
    String there = path;
    while (!there.isEmpty() && !places.containsKey(there)) {
      there = parent(there);
    }
    return places.get(there);
  }

  /** The names of the fields that the object at {@code path} has, in their order. */
  List<String> fieldsOf(String path) {
    return places.keySet().stream()
        .filter(field -> !field.isEmpty() && !field.endsWith("]") && parent(field).equals(path))
        .map(Places::leaf)
        .toList();
  }

  /** The first field of the object at {@code path} whose name stands in {@code message}. */
  Optional<String> fieldNamed(String path, String message) {
    return fieldsOf(path).stream()
        .filter(name -> !name.equals(ProfileJson.DISTRIBUTION))
        .filter(
            name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(message).find())
        .map(name -> child(path, name))
        .findFirst();
  }

  /** The path of a field of the object at {@code path}. */
  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String leaf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The path of what contains {@code path}. */
  static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return path.substring(0, Math.max(end, 0));
  }
}
