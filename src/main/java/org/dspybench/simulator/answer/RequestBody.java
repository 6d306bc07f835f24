package org.dspybench.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.dspybench.simulator.draw.CanonicalRequest;

/** A request's JSON, whose fields are read with OpenAI's own complaints. */
final class RequestBody {

  static final int NO_TOKEN_LIMIT = Integer.MAX_VALUE;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode json;

  private RequestBody(ObjectNode json) {
    this.json = json;
  }

  static RequestBody parse(byte[] body) throws InvalidRequestException {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return new RequestBody(object);
      }
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "We could not parse the JSON body of your request: "
              + e.getOriginalMessage().replace('\n', ' '),
          null,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new InvalidRequestException("The body of your request is not a JSON object.", null, null);
  }

  String key() {
    return CanonicalRequest.key(json);
  }

  String model() throws InvalidRequestException {
    if (!json.path("model").isTextual()) {
      throw new InvalidRequestException("you must provide a model parameter", null, null);
    }
    return json.path("model").textValue();
  }

  /** The value of a field, missing where it is null. */
  JsonNode field(String name) {
    JsonNode value = json.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  boolean has(String name) {
    return !field(name).isMissingNode();
  }

  boolean flag(String name) throws InvalidRequestException {
    JsonNode value = field(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw InvalidRequestException.type(name, "a boolean", value);
    }
    return value.booleanValue();
  }

  int integer(String name, int lowest, int highest, int byDefault) throws InvalidRequestException {
    JsonNode value = field(name);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (!value.isIntegralNumber()) {
      throw InvalidRequestException.type(name, "an integer", value);
    }
    BigInteger number = value.bigIntegerValue();
    if (number.compareTo(BigInteger.valueOf(highest)) > 0) {
      throw outside(name, "above maximum", "<= " + highest, value, "integer_above_max_value");
    }
    if (number.compareTo(BigInteger.valueOf(lowest)) < 0) {
      throw outside(name, "below minimum", ">= " + lowest, value, "integer_below_min_value");
    }
    return value.intValue();
  }

  private static InvalidRequestException outside(
      String name, String side, String expected, JsonNode value, String code) {
    String message =
        "Invalid '%s': integer %s value. Expected a value %s, but got %s instead."
            .formatted(name, side, expected, value);
    return new InvalidRequestException(message, name, code);
  }
}
