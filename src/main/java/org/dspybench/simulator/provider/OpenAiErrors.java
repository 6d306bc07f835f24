package org.dspybench.simulator.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.dspybench.simulator.limit.Rejection;
import org.dspybench.simulator.limit.RetryAfterForm;
import org.jspecify.annotations.Nullable;

/**
 * The error object that every status above 299 of <a
 * href="https://platform.openai.com/docs/guides/error-codes">OpenAI's API</a> carries.
 */
public final class OpenAiErrors {

  private OpenAiErrors() {}

  /** A quota's 429, or a seeded one. */
  public static ErrorReply rateLimited(Rejection rejection, String model, RetryAfterForm form) {
    Map<String, String> hints = rejection.retryAfter().map(form::headers).orElse(Map.of());
    return new ErrorReply(
        429,
        hints,
        error(rejection.message(model), rejection.type(), null, "rate_limit_exceeded"),
        rejection.retryAfter());
  }

  /** What is wrong with a request. */
  public static ObjectNode invalidRequest(String message, @Nullable String parameter) {
    return error(message, "invalid_request_error", parameter, null);
  }

  private static ObjectNode error(
      String message, String type, @Nullable String parameter, @Nullable String code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode error = json.putObject("error");
    error.put("message", message).put("type", type);
    error.put("param", parameter).put("code", code);
    return json;
  }
}
