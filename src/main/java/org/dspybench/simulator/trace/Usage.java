package org.dspybench.simulator.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that an answer says it used.
 *
 * @param promptTokens null if it does not say
 * @param completionTokens null if it does not say
 */
record Usage(@Nullable Integer promptTokens, @Nullable Integer completionTokens) {

  static final Usage UNKNOWN = new Usage(null, null);

  private static final String DATA = "data:";
  private static final String FIELD = "\"usage\"";

  /**
   * The usage in a body: of chat completions, or of responses and messages, which have other names
   * for it. In a stream it stands in the last event that has one.
   */
  static Usage in(byte[] body, boolean streamed) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!text.contains(FIELD)) {
      return UNKNOWN;
    }
    Stream<String> documents =
        streamed
            ? text.lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()))
            : Stream.of(text);
    return documents
        .filter(json -> json.contains(FIELD))
        .map(Usage::ofDocument)
        .reduce(UNKNOWN, Usage::or);
  }

  private Usage or(Usage later) {
    return new Usage(
        later.promptTokens == null ? promptTokens : later.promptTokens,
        later.completionTokens == null ? completionTokens : later.completionTokens);
  }

  private static Usage ofDocument(String json) {
    try {
      JsonNode document = TraceJson.MAPPER.readTree(json);
      JsonNode usage = document.findPath("usage");
      return new Usage(
          tokens(usage, "prompt_tokens", "input_tokens"),
          tokens(usage, "completion_tokens", "output_tokens"));
    } catch (JsonProcessingException e) {
      return UNKNOWN;
    }
  }

  private static @Nullable Integer tokens(JsonNode usage, String name, String otherName) {
    JsonNode tokens = usage.has(name) ? usage.path(name) : usage.path(otherName);
    return tokens.canConvertToInt() && tokens.intValue() >= 0 ? (Integer) tokens.intValue() : null;
  }
}
