package org.dspybench.simulator.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The refusals of Azure's OpenAI endpoints: {@code code} is the status as a text, and there is
 * neither {@code type} nor {@code param}.
 */
final class AzureErrors {

  private AzureErrors() {}

  /** A limit's 429. The message has whole seconds; without a wait that helps, none. */
  static ErrorReply rateLimited(Shortage shortage, Hints hints, Instant now) {
    Optional<Duration> asked = shortage.retryIn().flatMap(wait -> hints.asked(wait, now));
    String message =
        ("Requests to the ChatCompletions_Create Operation under Azure OpenAI API version"
                + " 2024-08-01-preview have exceeded %s rate limit of your current OpenAI S0 pricing"
                + " tier. %sPlease go here: https://aka.ms/oai/quotaincrease if you would like to"
                + " further increase the default rate limit.")
            .formatted(
                shortage.resource() == Resource.REQUESTS ? "call" : "token",
                asked.map(AzureErrors::retryAfter).orElse(""));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", "429").put("message", message);
    return new ErrorReply(
        429,
        shortage.retryIn().map(wait -> hints.headers(wait, now)).orElse(Map.of()),
        body,
        asked);
  }

  private static String retryAfter(Duration wait) {
    return "Please retry after %d seconds. ".formatted(wait.plusNanos(999_999_999).toSeconds());
  }
}
