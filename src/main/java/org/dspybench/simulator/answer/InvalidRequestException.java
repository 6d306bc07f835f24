package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A request that OpenAI would answer with 400; the message is the one to send. */
public final class InvalidRequestException extends Exception {

  private static final long serialVersionUID = 1;

  private final @Nullable String parameter;
  private final @Nullable String code;

  InvalidRequestException(String message, @Nullable String parameter, @Nullable String code) {
    super(message);
    this.parameter = parameter;
    this.code = code;
  }

  static InvalidRequestException missing(String parameter) {
    return new InvalidRequestException(
        "Missing required parameter: '" + parameter + "'.",
        parameter,
        "missing_required_parameter");
  }

  /**
   * A value of another type.
   *
   * @param expected with its article
   */
  static InvalidRequestException type(String parameter, String expected, JsonNode value) {
    String message =
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(parameter, expected, kind(value));
    return new InvalidRequestException(message, parameter, "invalid_type");
  }

  /**
   * A value that is none of those allowed.
   *
   * @param supported each in quotes, as a sentence lists them
   */
  static InvalidRequestException value(String parameter, String value, String supported) {
    return new InvalidRequestException(
        "Invalid value: '" + value + "'. Supported values are: " + supported + ".",
        parameter,
        "invalid_value");
  }

  /** The parameter that is wrong, or null if it is the body as a whole. */
  public @Nullable String parameter() {
    return parameter;
  }

  /** OpenAI's code for what is wrong, or null where it has none. */
  public @Nullable String code() {
    return code;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a string";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal number";
      case NULL -> "null";
      default -> "an object";
    };
  }
}
