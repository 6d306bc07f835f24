package org.dspybench.simulator.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Anthropic's refusals, which say in {@code x-should-retry} whether to come again. */
public final class AnthropicErrors {

  private AnthropicErrors() {}

  /** A limit's 429. Its message has no wait: that is in the headers alone. */
  static ErrorReply rateLimited(Shortage shortage, Hints hints, Instant now) {
    String message =
        String.format(
            Locale.ROOT,
            "This request would exceed the rate limit for your organization (simulated) of %,d %s"
                + " per minute. For details, refer to:"
                + " https://docs.anthropic.com/en/api/rate-limits. You can see the response headers"
                + " for current usage. Please reduce the prompt length or the maximum tokens"
                + " requested, or try again later. You may also contact sales at"
                + " https://www.anthropic.com/contact-sales to discuss your options for a rate"
                + " limit increase.",
            shortage.limit(),
            shortage.resource().words());
    return reply(429, "rate_limit_error", message, shortage.retryIn(), hints, now);
  }

  /** The 529 of servers that have too much to do. */
  public static ErrorReply overloaded(Optional<Duration> wait, Hints hints, Instant now) {
    return reply(529, "overloaded_error", "Overloaded", wait, hints, now);
  }

  private static ErrorReply reply(
      int status, String type, String message, Optional<Duration> wait, Hints hints, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    wait.ifPresent(time -> headers.putAll(hints.headers(time, now)));
    headers.put("x-should-retry", "true");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return new ErrorReply(status, headers, body, wait.flatMap(time -> hints.asked(time, now)));
  }
}
