package org.dspybench.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dspybench.simulator.provider.AnthropicErrors;
import org.dspybench.simulator.provider.ErrorReply;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.provider.OpenAiErrors;

/** The faults that are refusals, in the words of the provider that sends them. */
public final class Refusals {

  /** A context that many models have, and a request that is just too long for it. */
  private static final long CONTEXT_TOKENS = 128_000;

  private Refusals() {}

  /**
   * What an attempt is told.
   *
   * @param kind a refusal
   * @param model as asked for
   * @param wait what it is asked to wait; empty for nothing. Errors that no waiting helps ignore it
   * @param now the time of day, for a hint that is a date
   */
  public static ErrorReply reply(
      FaultKind kind, String model, Optional<Duration> wait, Hints hints, Instant now) {
    return switch (kind) {
      case RATE_LIMIT -> OpenAiErrors.rateLimited(model, wait, hints, now);
      case SLOW_DOWN -> OpenAiErrors.slowDown(wait, hints, now);
      case INSUFFICIENT_QUOTA -> OpenAiErrors.insufficientQuota();
      case SERVER_ERROR -> OpenAiErrors.serverError(wait, hints, now);
      case UNAVAILABLE -> OpenAiErrors.overloaded(wait, hints, now);
      case OVERLOADED -> AnthropicErrors.overloaded(wait, hints, now);
      case INVALID_KEY -> OpenAiErrors.invalidKey();
      case CONTEXT_LENGTH -> OpenAiErrors.contextLengthExceeded(CONTEXT_TOKENS, CONTEXT_TOKENS + 1);
      default -> throw new IllegalArgumentException(kind + " is no refusal");
    };
  }
}
