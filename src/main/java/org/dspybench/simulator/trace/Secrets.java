package org.dspybench.simulator.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The keys that a request has in its headers, which no trace may hold.
 *
 * @param keys none of them shorter than what could protect anything
 */
record Secrets(List<String> keys) {

  private static final int SHORTEST_KEY = 8;
  private static final String IN_ITS_PLACE = "[key]";

  /** The headers of OpenAI, Anthropic, Azure and Google. */
  private static final List<String> HEADERS =
      List.of("authorization", "x-api-key", "api-key", "x-goog-api-key");

  /** Those of a request. Of {@code Bearer KEY}, the key is what follows the space. */
  static Secrets in(HttpServletRequest request) {
    Stream<String> values = HEADERS.stream().map(request::getHeader).filter(Objects::nonNull);
    return new Secrets(
        values
            .map(value -> value.substring(value.lastIndexOf(' ') + 1))
            .filter(key -> key.length() >= SHORTEST_KEY)
            .toList());
  }

  /** The text, wherever it quotes a key, without it. */
  String removedFrom(String text) {
    String clean = text;
    for (String key : keys) {
      clean = clean.replace(key, IN_ITS_PLACE);
    }
    return clean;
  }
}
