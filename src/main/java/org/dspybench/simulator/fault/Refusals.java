package org.dspybench.simulator.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dspybench.simulator.limit.Rejection;
import org.dspybench.simulator.limit.RetryAfterForm;
import org.dspybench.simulator.provider.ErrorReply;
import org.dspybench.simulator.provider.OpenAiErrors;

/** The refusals among the faults, in a provider's words. */
public final class Refusals {

  private Refusals() {}

  /**
   * What an attempt is told.
   *
   * @param kind a refusal
   * @param model as asked for
   * @param wait what it is asked to wait
   */
  public static ErrorReply reply(
      FaultKind kind, String model, Optional<Duration> wait, RetryAfterForm hints) {
    return switch (kind) {
      case RATE_LIMIT ->
          OpenAiErrors.rateLimited(Rejection.seeded(wait.orElseThrow()), model, hints);
      case SLOW_DOWN -> error(429, "requests", "slow_down", wait, hints);
      case INSUFFICIENT_QUOTA ->
          error(429, "insufficient_quota", "insufficient_quota", wait, hints);
      case SERVER_ERROR -> error(500, "server_error", "server_error", wait, hints);
      case UNAVAILABLE -> error(503, "server_error", "server_is_overloaded", wait, hints);
      case OVERLOADED -> error(529, "overloaded_error", "overloaded_error", wait, hints);
      case INVALID_KEY -> error(401, "invalid_request_error", "invalid_api_key", wait, hints);
      case CONTEXT_LENGTH ->
          error(400, "invalid_request_error", "context_length_exceeded", wait, hints);
      default -> throw new IllegalArgumentException(kind.label() + " is no refusal");
    };
  }

  private static ErrorReply error(
      int status, String type, String code, Optional<Duration> wait, RetryAfterForm hints) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error")
        .put("message", "The simulator was told to refuse this attempt.")
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return new ErrorReply(status, wait.map(hints::headers).orElse(Map.of()), json, wait);
  }
}
