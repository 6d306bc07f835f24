package org.dspybench.lm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/** Reads the one thing in an error body that decides about a retry. */
final class ErrorBody {

  /** As lm15 reads them, so that Java retries exactly what Python calls a rate limit. */
  private static final Set<String> CODES = Set.of("insufficient_quota", "1113");

  private static final Set<String> TYPES =
      Set.of("insufficient_quota", "exceeded_current_quota_error");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorBody() {}

  /** Whether a 429 tells of an empty account, for which no waiting helps. */
  static boolean saysQuotaExhausted(String body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      return CODES.contains(error.path("code").asText())
          || TYPES.contains(error.path("type").asText());
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }
}
