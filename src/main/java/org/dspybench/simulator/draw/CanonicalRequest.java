package org.dspybench.simulator.draw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * What a request asks, apart from how a client wrote it, so that one question has one key whichever
 * transport carries it.
 *
 * <p>The canonical form is JSON with sorted keys and no white space, in UTF-8, without the fields
 * that clients vary, without nulls and empty lists, without values equal to OpenAI's default, with
 * {@code max_completion_tokens} (sent by lm15) written as {@code max_tokens} (sent by litellm), a
 * single {@code stop} as a list, a content of one text part as that text, and a whole number
 * without its fraction. The key is the first 16 bytes of its SHA-256 in hexadecimal.
 */
public final class CanonicalRequest {

  private static final ObjectWriter SORTED =
      new ObjectMapper().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private static final int KEY_BYTES = 16;

  private static final Set<String> VARIED_BY_CLIENTS =
      Set.of(
          "user",
          "metadata",
          "store",
          "stream",
          "stream_options",
          "service_tier",
          "safety_identifier",
          "prompt_cache_key");

  private static final Map<String, Double> DEFAULTS =
      Map.of(
          "n",
          1.0,
          "temperature",
          1.0,
          "top_p",
          1.0,
          "presence_penalty",
          0.0,
          "frequency_penalty",
          0.0);

  private CanonicalRequest() {}

  /** The key of a request's body, 32 hexadecimal digits. */
  public static String key(ObjectNode body) {
    byte[] digest = Draws.sha256(bytes(body));
    return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
  }

  /** The canonical form of a request's body. */
  public static byte[] bytes(ObjectNode body) {
    ObjectNode canonical = JsonNodeFactory.instance.objectNode();
    body.properties()
        .forEach(
            field -> {
              if (counts(field.getKey(), field.getValue())) {
                canonical.set(name(field.getKey()), value(field.getKey(), field.getValue()));
              }
            });
    try {
      // Through a string: half a surrogate pair becomes a question mark instead of an error.
      return SORTED.writeValueAsString(canonical).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot fail to be written", e);
    }
  }

  private static boolean counts(String name, JsonNode value) {
    if (VARIED_BY_CLIENTS.contains(name) || value.isNull()) {
      return false;
    }
    if (value.isContainerNode()) {
      return !value.isEmpty();
    }
    Double byDefault = DEFAULTS.get(name);
    return byDefault == null || !value.isNumber() || value.doubleValue() != byDefault;
  }

  private static String name(String name) {
    return name.equals("max_completion_tokens") ? "max_tokens" : name;
  }

  private static JsonNode value(String name, JsonNode value) {
    if (name.equals("messages")) {
      ArrayNode messages = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(message -> messages.add(message(message)));
      return messages;
    }
    if (name.equals("stop") && value.isTextual()) {
      return JsonNodeFactory.instance.arrayNode().add(value);
    }
    boolean whole = value.isFloatingPointNumber() && value.canConvertToExactIntegral();
    return whole ? JsonNodeFactory.instance.numberNode(value.longValue()) : value;
  }

  private static JsonNode message(JsonNode message) {
    if (!message.isObject()) {
      return message;
    }
    ObjectNode canonical = JsonNodeFactory.instance.objectNode();
    message
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                canonical.set(field.getKey(), content(field.getValue()));
              }
            });
    return canonical;
  }

  private static JsonNode content(JsonNode content) {
    boolean oneText =
        content.isArray() && content.size() == 1 && content.path(0).path("text").isTextual();
    return oneText ? content.path(0).path("text") : content;
  }
}
