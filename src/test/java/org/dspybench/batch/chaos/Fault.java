package org.dspybench.batch.chaos;

import static org.dspybench.batch.chaos.Body.HTML;
import static org.dspybench.batch.chaos.Body.JSON;
import static org.dspybench.sockets.Reaction.answers;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.dspybench.lm.LmFailure;
import org.dspybench.python.FailureKind;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.SocketEndpoint;
import org.jspecify.annotations.Nullable;

/** What an endpoint does instead of answering as it should. */
enum Fault {
  RATE_LIMIT_WITH_HINT("429 with Retry-After", LmFailure.RATE_LIMITED),
  RATE_LIMIT("429", LmFailure.RATE_LIMITED),
  SERVER_ERROR("500", LmFailure.SERVER_ERROR),
  UNAVAILABLE("503", LmFailure.SERVER_ERROR),
  RESET_BEFORE_HEADERS("reset before headers", LmFailure.CONNECTION),
  RESET_MID_BODY("reset mid-body", LmFailure.CONNECTION),
  EMPTY_BODY("empty body", LmFailure.MALFORMED),
  TRUNCATED_JSON("truncated JSON", LmFailure.MALFORMED),
  OTHER_JSON("JSON of another shape", LmFailure.MALFORMED),
  HTML_PAGE("HTML page under 200", LmFailure.MALFORMED),
  HTML_PAGE_502("HTML page under 502", LmFailure.SERVER_ERROR),
  BODY_OF_10_MB("body of 10 MB", null),
  SLOW_DRIP("slow drip", LmFailure.TIMEOUT),
  SILENCE("no answer", LmFailure.TIMEOUT),
  /** Refuses connections for a moment, once the answer that is due was given. */
  REFUSAL("refused connection", LmFailure.CONNECTION),
  /** Dies with all connections, and returns. */
  DEATH("dies and returns", LmFailure.CONNECTION);

  private static final Duration REFUSES_FOR = Duration.ofMillis(50);
  private static final Duration IS_DEAD_FOR = Duration.ofSeconds(1);

  private final String label;
  private final @Nullable LmFailure failure;

  Fault(String label, @Nullable LmFailure failure) {
    this.label = label;
    this.failure = failure;
  }

  /** What an attempt comes to that is struck; empty where it is answered nevertheless. */
  Optional<LmFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Why a question fails whose last attempt is struck. */
  FailureKind kind() {
    return switch (failure().orElseThrow()) {
      case RATE_LIMITED -> FailureKind.RATE_LIMITED;
      case SERVER_ERROR -> FailureKind.SERVER;
      case CONNECTION -> FailureKind.TRANSPORT;
      case TIMEOUT -> FailureKind.TIMED_OUT;
      default -> FailureKind.LM;
    };
  }

  /** Whether it strikes connections and the port, instead of one request. */
  boolean isOutage() {
    return this == REFUSAL || this == DEATH;
  }

  /** Whether only a timeout ends an attempt. */
  boolean stalls() {
    return failure == LmFailure.TIMEOUT;
  }

  /** How often it occurs in a batch that is to be answered in the end. */
  Occurrence occurrence() {
    return switch (this) {
      case REFUSAL -> Occurrence.atEvery(50);
      case DEATH -> Occurrence.onceAt(100);
      case BODY_OF_10_MB -> Occurrence.share(0.05);
      case SLOW_DRIP, SILENCE -> Occurrence.share(0.1);
      default -> Occurrence.share(0.25);
    };
  }

  /**
   * What to do with a request.
   *
   * @param answer the body of the right answer
   */
  Reaction reaction(SocketEndpoint endpoint, String answer) {
    return switch (this) {
      case RATE_LIMIT_WITH_HINT -> answers(429, Body.ERROR, JSON, "Retry-After: 0.05");
      case RATE_LIMIT -> answers(429, Body.ERROR, JSON);
      case SERVER_ERROR -> answers(500, Body.ERROR, JSON);
      case UNAVAILABLE -> answers(503, Body.ERROR, JSON);
      case RESET_BEFORE_HEADERS -> Reaction.resets();
      case RESET_MID_BODY -> Reaction.resetsMidBody(answer);
      case EMPTY_BODY -> answers(200, "", JSON);
      case TRUNCATED_JSON -> answers(200, answer.substring(0, answer.length() / 2), JSON);
      case OTHER_JSON -> answers(200, Body.OTHER_JSON, JSON);
      case HTML_PAGE -> answers(200, Body.PAGE, HTML);
      case HTML_PAGE_502 -> answers(502, Body.PAGE, HTML);
      case BODY_OF_10_MB -> answers(200, Body.padded(answer), JSON);
      case SLOW_DRIP -> Reaction.drips();
      case SILENCE -> Reaction.isSilent();
      case REFUSAL -> outage(endpoint, endpoint::refuse, REFUSES_FOR, answer);
      case DEATH -> outage(endpoint, endpoint::die, IS_DEAD_FOR, answer);
    };
  }

  private static Reaction outage(
      SocketEndpoint endpoint, Runnable begin, Duration lasts, String answer) {
    Executor later = CompletableFuture.delayedExecutor(lasts.toMillis(), TimeUnit.MILLISECONDS);
    return (socket, out) -> {
      begin.run();
      later.execute(endpoint::comeBack);
      return Body.good(answer).apply(socket, out);
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
