package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the format that a request asks its answer to have. */
final class Formats {

  private Formats() {}

  /**
   * The format in {@code response_format} or {@code text.format}.
   *
   * @param place which of the two, for complaints
   */
  static ResponseFormat read(JsonNode format, String place) throws InvalidRequestException {
    if (format.isMissingNode()) {
      return ResponseFormat.TEXT;
    }
    String type = format.path("type").asText();
    return switch (type) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> ResponseFormat.JSON_OBJECT;
      case "json_schema" -> schema(format, place);
      default ->
          throw InvalidRequestException.value(
              place + ".type", type, "'json_object', 'json_schema', and 'text'");
    };
  }

  /** Chat requests have name and schema in an object of their own, responses requests have not. */
  private static ResponseFormat schema(JsonNode format, String place)
      throws InvalidRequestException {
    boolean isChat = place.equals("response_format");
    JsonNode named = isChat ? format.path("json_schema") : format;
    if (!named.path("schema").isObject()) {
      throw InvalidRequestException.missing(place + (isChat ? ".json_schema.schema" : ".schema"));
    }
    return ResponseFormat.of(named.path("schema"));
  }
}
