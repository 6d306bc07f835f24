package org.dspybench.lm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;

/**
 * What decides about a retry in the body of an answer, and what it says of tokens.
 *
 * @param failure what the body means; empty for a completion
 * @param promptTokens tokens of the prompt as the endpoint counts them; 0 where it does not say
 * @param completionTokens tokens of the answer, likewise
 */
record ChatAnswer(Optional<LmFailure> failure, long promptTokens, long completionTokens) {

  /**
   * What lm15 knows, so that Java retries what Python calls a rate limit, and OpenAI's newer one.
   */
  private static final Set<String> EXHAUSTED_CODES =
      Set.of("insufficient_quota", "credit_balance_exhausted", "1113");

  private static final Set<String> EXHAUSTED_TYPES =
      Set.of("insufficient_quota", "exceeded_current_quota_error");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads the answer to one attempt. */
  static ChatAnswer of(int status, String body) {
    if (status / 100 != 2) {
      boolean exhausted = status == 429 && saysQuotaExhausted(tree(body).path("error"));
      return failed(LmFailure.ofStatus(status, exhausted));
    }
    JsonNode answer = tree(body);
    if (answer.path("choices").path(0).path("message").isObject()) {
      JsonNode usage = answer.path("usage");
      return new ChatAnswer(
          Optional.empty(),
          usage.path("prompt_tokens").asLong(0),
          usage.path("completion_tokens").asLong(0));
    }
    JsonNode error = answer.path("error");
    // Gateways tell of an upstream's failure under status 200, with its status as the code.
    return failed(
        error.path("code").isInt()
            ? LmFailure.ofStatus(error.path("code").intValue(), saysQuotaExhausted(error))
            : LmFailure.MALFORMED);
  }

  private static ChatAnswer failed(LmFailure failure) {
    return new ChatAnswer(Optional.of(failure), 0, 0);
  }

  /** Whether an error tells of an empty account, for which no waiting helps. */
  private static boolean saysQuotaExhausted(JsonNode error) {
    return EXHAUSTED_CODES.contains(error.path("code").asText())
        || EXHAUSTED_TYPES.contains(error.path("type").asText());
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
