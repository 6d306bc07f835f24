package org.dspybench.simulator.provider;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whose limits and words the simulator has. */
public enum Provider {
  OPENAI,
  AZURE,
  ANTHROPIC;

  /** Whether it has a limit of its own on {@code resource}. */
  public boolean limits(Resource resource) {
    return switch (resource) {
      case REQUESTS -> true;
      case TOKENS -> this != ANTHROPIC;
      case INPUT_TOKENS, OUTPUT_TOKENS -> this == ANTHROPIC;
    };
  }

  /** What it answers to a call for which there is no room. */
  public ErrorReply rateLimited(Shortage shortage, String model, Hints hints, Instant now) {
    return switch (this) {
      case OPENAI -> OpenAiErrors.rateLimited(shortage, model, hints, now);
      case AZURE -> AzureErrors.rateLimited(shortage, hints, now);
      case ANTHROPIC -> AnthropicErrors.rateLimited(shortage, hints, now);
    };
  }

  /** The headers that tell the state of its limits. */
  public Map<String, String> limitHeaders(List<LimitState> states, Instant now) {
    return switch (this) {
      case OPENAI -> LimitHeaders.openAi(states);
      case AZURE -> LimitHeaders.azure(states);
      case ANTHROPIC -> LimitHeaders.anthropic(states, now);
    };
  }

  /** The name in a profile file: the constant's in lower case. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
