package org.dspybench.simulator.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The state of limits as each provider's headers tell it, on answers and refusals alike. */
final class LimitHeaders {

  private static final long ANTHROPIC_ROUNDING = 1000;

  private LimitHeaders() {}

  /** {@code x-ratelimit-*}, with resets as Go prints durations: {@code 12ms}, {@code 6m0s}. */
  static Map<String, String> openAi(List<LimitState> states) {
    return xRateLimit(states, GoDuration::format);
  }

  /** OpenAI's names, with resets in whole seconds. */
  static Map<String, String> azure(List<LimitState> states) {
    return xRateLimit(states, reset -> Long.toString(ceilSeconds(reset)));
  }

  /**
   * {@code anthropic-ratelimit-*}, with the moment of the reset in RFC 3339 and tokens remaining to
   * the nearest thousand. Those for {@code tokens} add input and output up, and have the earlier
   * reset.
   */
  static Map<String, String> anthropic(List<LimitState> states, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (LimitState state : withTokensTogether(states)) {
      String prefix = "anthropic-ratelimit-" + state.resource().unit() + "-";
      Instant reset = Instant.ofEpochSecond(ceil(now.plus(state.reset())));
      headers.put(prefix + "limit", Long.toString(state.limit()));
      headers.put(prefix + "remaining", Long.toString(anthropicRemaining(state)));
      headers.put(prefix + "reset", DateTimeFormatter.ISO_INSTANT.format(reset));
    }
    return headers;
  }

  private static Map<String, String> xRateLimit(
      List<LimitState> states, Function<Duration, String> reset) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (LimitState state : states) {
      String unit = state.resource().unit();
      headers.put("x-ratelimit-limit-" + unit, Long.toString(state.limit()));
      headers.put("x-ratelimit-remaining-" + unit, Long.toString(state.remaining()));
      headers.put("x-ratelimit-reset-" + unit, reset.apply(state.reset()));
    }
    return headers;
  }

  private static List<LimitState> withTokensTogether(List<LimitState> states) {
    List<LimitState> tokens =
        states.stream().filter(state -> state.resource() != Resource.REQUESTS).toList();
    List<LimitState> all = new ArrayList<>(states);
    if (tokens.size() == 2) {
      all.add(
          new LimitState(
              Resource.TOKENS,
              tokens.stream().mapToLong(LimitState::limit).sum(),
              tokens.stream().mapToLong(LimitState::remaining).sum(),
              tokens.stream().map(LimitState::reset).min(Comparator.naturalOrder()).orElseThrow()));
    }
    return all;
  }

  private static long anthropicRemaining(LimitState state) {
    return state.resource() == Resource.REQUESTS
        ? state.remaining()
        : Math.round((double) state.remaining() / ANTHROPIC_ROUNDING) * ANTHROPIC_ROUNDING;
  }

  private static long ceil(Instant instant) {
    return instant.plusNanos(999_999_999).getEpochSecond();
  }

  private static long ceilSeconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
