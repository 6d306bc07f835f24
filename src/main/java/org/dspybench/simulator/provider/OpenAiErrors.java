package org.dspybench.simulator.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The error object that every status above 299 of <a
 * href="https://platform.openai.com/docs/guides/error-codes">OpenAI's API</a> carries. What is
 * known of each body, and from where, stands in the fixtures of this class's test.
 */
public final class OpenAiErrors {

  private static final String ORGANIZATION = " in organization org-simulated on ";
  private static final String LEARN_MORE =
      "Visit https://platform.openai.com/account/rate-limits to learn more.";

  private OpenAiErrors() {}

  /**
   * A limit's 429. The message cuts the wait to the millisecond, as OpenAI's does; the hints round
   * it up.
   */
  static ErrorReply rateLimited(Shortage shortage, String model, Hints hints, Instant now) {
    String words = shortage.resource().openAiWords();
    String message =
        shortage
            .retryIn()
            .map(
                wait ->
                    "Rate limit reached for %s%s%s: Limit %d, Used %d, Requested %d. %s%s"
                        .formatted(
                            model,
                            ORGANIZATION,
                            words,
                            shortage.limit(),
                            shortage.used(),
                            shortage.requested(),
                            tryAgain(wait, hints),
                            LEARN_MORE))
            .orElseGet(
                () ->
                    ("Request too large for %s%s%s: Limit %d, Requested %d. The input or output"
                            + " tokens must be reduced in order to run successfully. %s")
                        .formatted(
                            model,
                            ORGANIZATION,
                            words,
                            shortage.limit(),
                            shortage.requested(),
                            LEARN_MORE));
    ObjectNode body = error(message, shortage.resource().unit(), null, "rate_limit_exceeded");
    return asking(429, body, shortage.retryIn(), hints, now);
  }

  /** A 429 without a limit behind it, which has no figures to quote and says so. */
  public static ErrorReply rateLimited(
      String model, Optional<Duration> wait, Hints hints, Instant now) {
    String message =
        "Rate limit reached for %s%srequests, by a fault of the simulator. %s%s"
            .formatted(
                model,
                ORGANIZATION,
                wait.map(time -> tryAgain(time, hints)).orElse(""),
                LEARN_MORE);
    ObjectNode body = error(message, "requests", null, "rate_limit_exceeded");
    return asking(429, body, wait, hints, now);
  }

  /** The 429 of who sends more and more too fast, whatever the limits. */
  public static ErrorReply slowDown(Optional<Duration> wait, Hints hints, Instant now) {
    String message = "Slow down: your request rate increased faster than it can be served.";
    return asking(429, error(message, "rate_limit_error", null, "slow_down"), wait, hints, now);
  }

  /** The 429 of an account without money; waiting does not help. */
  public static ErrorReply insufficientQuota() {
    return last(
        429,
        error(
            "You exceeded your current quota, please check your plan and billing details. For more"
                + " information on this error, read the docs:"
                + " https://platform.openai.com/docs/guides/error-codes/api-errors.",
            "insufficient_quota",
            null,
            "insufficient_quota"));
  }

  /** The 500 of an error inside. */
  public static ErrorReply serverError(Optional<Duration> wait, Hints hints, Instant now) {
    ObjectNode body =
        error(
            "The server had an error processing your request. Sorry about that! You can retry your"
                + " request, or contact us through our help center at help.openai.com if you keep"
                + " seeing this error. (Please include the request ID req_simulated in your"
                + " email.)",
            "server_error",
            null,
            null);
    return asking(500, body, wait, hints, now);
  }

  /** The 503 of servers that have too much to do. */
  public static ErrorReply overloaded(Optional<Duration> wait, Hints hints, Instant now) {
    ObjectNode body =
        error(
            "Our servers are currently overloaded. Please try again later.",
            "service_unavailable_error",
            null,
            "server_is_overloaded");
    return asking(503, body, wait, hints, now);
  }

  /** The 401 of a key that is none; the key itself is not repeated. */
  public static ErrorReply invalidKey() {
    return last(
        401,
        error(
            "Incorrect API key provided: sk-simul*ated. You can find your API key at"
                + " https://platform.openai.com/account/api-keys.",
            "invalid_request_error",
            null,
            "invalid_api_key"));
  }

  /** The 400 of messages that are longer than the model's context. */
  public static ErrorReply contextLengthExceeded(long contextTokens, long messageTokens) {
    return last(
        400,
        error(
            ("This model's maximum context length is %d tokens. However, your messages resulted in"
                    + " %d tokens. Please reduce the length of the messages.")
                .formatted(contextTokens, messageTokens),
            "invalid_request_error",
            "messages",
            "context_length_exceeded"));
  }

  /**
   * What is wrong with a request.
   *
   * @param parameter the one that is wrong, or null if it is the request as a whole
   * @param code what is wrong with it in a word, or null where OpenAI has none
   */
  public static ObjectNode invalidRequest(
      String message, @Nullable String parameter, @Nullable String code) {
    return error(message, "invalid_request_error", parameter, code);
  }

  private static String tryAgain(Duration wait, Hints hints) {
    return hints == Hints.NONE ? "" : "Please try again in " + GoDuration.format(wait) + ". ";
  }

  private static ErrorReply asking(
      int status, ObjectNode body, Optional<Duration> wait, Hints hints, Instant now) {
    return new ErrorReply(
        status,
        wait.map(time -> hints.headers(time, now)).orElse(Map.of()),
        body,
        wait.flatMap(time -> hints.asked(time, now)));
  }

  private static ErrorReply last(int status, ObjectNode body) {
    return new ErrorReply(status, Map.of(), body, Optional.empty());
  }

  /**
   * An error object.
   *
   * @param parameter of the request that is wrong, or null
   * @param code what is wrong in a word, or null
   */
  public static ObjectNode error(
      String message, String type, @Nullable String parameter, @Nullable String code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode error = json.putObject("error");
    error.put("message", message).put("type", type);
    error.put("param", parameter).put("code", code);
    return json;
  }
}
