package org.dspybench.simulator.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a call gets 429, in OpenAI's words.
 *
 * @param type {@code requests} or {@code tokens}, the error's type
 * @param reason the message from "on …" to before "Please try again"
 * @param retryAfter what Retry-After asks for, or empty where waiting never helps
 */
public record Rejection(
    String type, String headline, String reason, Optional<Duration> retryAfter) {

  public static Rejection quota(String unit, String words, String figures, Duration wait) {
    return new Rejection(
        unit, "Rate limit reached", "on " + words + ": " + figures, Optional.of(wait));
  }

  public static Rejection tooLarge(String unit, String words, long limit, long requested) {
    String reason = "on %s: Limit %d, Requested %d".formatted(words, limit, requested);
    return new Rejection(unit, "Request too large", reason, Optional.empty());
  }

  /** A 429 that the seed decided; there is no bucket to quote. */
  public static Rejection seeded(Duration wait) {
    return new Rejection(
        "requests",
        "Rate limit reached",
        "on requests, decided by the simulator's seed",
        Optional.of(wait));
  }

  /** The whole message, for calls to {@code model}. */
  public String message(String model) {
    String advice =
        retryAfter
            .map(time -> "Please try again in " + GoDuration.format(time) + ".")
            .orElse("The input or output tokens must be reduced in order to run successfully.");
    return "%s for %s in organization org-simulated %s. %s Visit https://platform.openai.com/account/rate-limits to learn more."
        .formatted(headline, model, reason, advice);
  }
}
