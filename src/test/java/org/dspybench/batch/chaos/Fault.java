package org.dspybench.batch.chaos;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.dspybench.lm.LmFailure;
import org.dspybench.python.FailureKind;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.SocketEndpoint;

/** What an endpoint does instead of answering as it should. */
enum Fault {
  RATE_LIMIT_WITH_HINT(
      "429 with Retry-After",
      Often.A_QUARTER,
      LmFailure.RATE_LIMITED,
      (endpoint, answer) -> Reaction.answers(429, Body.ERROR, Body.IS_JSON, "Retry-After: 0.05")),

  RATE_LIMIT(
      "429",
      Often.A_QUARTER,
      LmFailure.RATE_LIMITED,
      (endpoint, answer) -> Reaction.answers(429, Body.ERROR, Body.IS_JSON)),

  SERVER_ERROR(
      "500",
      Often.A_QUARTER,
      LmFailure.SERVER_ERROR,
      (endpoint, answer) -> Reaction.answers(500, Body.ERROR, Body.IS_JSON)),

  UNAVAILABLE(
      "503",
      Often.A_QUARTER,
      LmFailure.SERVER_ERROR,
      (endpoint, answer) -> Reaction.answers(503, Body.ERROR, Body.IS_JSON)),

  RESET_BEFORE_HEADERS(
      "reset before headers",
      Often.A_QUARTER,
      LmFailure.CONNECTION,
      (endpoint, answer) -> Reaction.resets()),

  RESET_MID_BODY(
      "reset mid-body",
      Often.A_QUARTER,
      LmFailure.CONNECTION,
      (endpoint, answer) -> Reaction.resetsMidBody(answer)),

  EMPTY_BODY(
      "empty body",
      Often.A_QUARTER,
      LmFailure.MALFORMED,
      (endpoint, answer) -> Reaction.answers(200, "", Body.IS_JSON)),

  TRUNCATED_JSON(
      "truncated JSON",
      Often.A_QUARTER,
      LmFailure.MALFORMED,
      (endpoint, answer) ->
          Reaction.answers(200, answer.substring(0, answer.length() / 2), Body.IS_JSON)),

  OTHER_JSON(
      "JSON of another shape",
      Often.A_QUARTER,
      LmFailure.MALFORMED,
      (endpoint, answer) -> Reaction.answers(200, Body.OTHER_JSON, Body.IS_JSON)),

  HTML_PAGE(
      "HTML page under 200",
      Often.A_QUARTER,
      LmFailure.MALFORMED,
      (endpoint, answer) -> Reaction.answers(200, Body.PAGE, Body.IS_HTML)),

  HTML_PAGE_502(
      "HTML page under 502",
      Often.A_QUARTER,
      LmFailure.SERVER_ERROR,
      (endpoint, answer) -> Reaction.answers(502, Body.PAGE, Body.IS_HTML)),

  BODY_OF_10_MB(
      "body of 10 MB",
      Often.A_TWENTIETH,
      (endpoint, answer) -> Reaction.answers(200, Body.padded(answer), Body.IS_JSON)),

  SLOW_DRIP("slow drip", Often.A_TENTH, LmFailure.TIMEOUT, (endpoint, answer) -> Reaction.drips()),

  SILENCE("no answer", Often.A_TENTH, LmFailure.TIMEOUT, (endpoint, answer) -> Reaction.isSilent()),

  /** Four times for a moment, after the answer that is due. */
  REFUSED(
      "refused connection",
      Occurrence.atEvery(50),
      LmFailure.CONNECTION,
      (endpoint, answer) -> {
        endpoint.refuse();
        after(Duration.ofMillis(50)).execute(endpoint::comeBack);
        return Body.good(answer);
      }),

  /** In the middle of a batch, and with all that it was about. */
  DEATH(
      "dies and returns",
      Occurrence.onceAt(100),
      LmFailure.CONNECTION,
      (endpoint, answer) -> {
        endpoint.die();
        after(Duration.ofSeconds(1)).execute(endpoint::comeBack);
        return Body.good(answer);
      });

  /** Chooses what to do with a request. */
  private interface Misbehaviour {
    Reaction towards(SocketEndpoint endpoint, String answer);
  }

  private final String label;
  private final Occurrence occurrence;
  private final Optional<LmFailure> failure;
  private final Misbehaviour misbehaviour;

  Fault(String label, Occurrence occurrence, LmFailure failure, Misbehaviour misbehaviour) {
    this.label = label;
    this.occurrence = occurrence;
    this.failure = Optional.of(failure);
    this.misbehaviour = misbehaviour;
  }

  /** A fault that does not keep the answer from being read. */
  Fault(String label, Occurrence occurrence, Misbehaviour misbehaviour) {
    this.label = label;
    this.occurrence = occurrence;
    this.failure = Optional.empty();
    this.misbehaviour = misbehaviour;
  }

  /** How often it occurs in a batch that is to be answered in the end. */
  Occurrence occurrence() {
    return occurrence;
  }

  /** What an attempt comes to that is struck; empty where it is answered. */
  Optional<LmFailure> failure() {
    return failure;
  }

  /** Why a question fails whose last attempt is struck. */
  FailureKind kind() {
    return switch (failure.orElseThrow()) {
      case RATE_LIMITED -> FailureKind.RATE_LIMITED;
      case SERVER_ERROR -> FailureKind.SERVER;
      case CONNECTION -> FailureKind.TRANSPORT;
      case TIMEOUT -> FailureKind.TIMED_OUT;
      default -> FailureKind.LM;
    };
  }

  /** Whether it strikes connections and the port, instead of the answer to one request. */
  boolean isOutage() {
    return this == REFUSED || this == DEATH;
  }

  /** Whether only a timeout ends an attempt. */
  boolean stalls() {
    return failure.equals(Optional.of(LmFailure.TIMEOUT));
  }

  /**
   * What to do with a request.
   *
   * @param answer the right answer
   */
  Reaction reaction(SocketEndpoint endpoint, String answer) {
    return misbehaviour.towards(endpoint, answer);
  }

  @Override
  public String toString() {
    return label;
  }

  private static Executor after(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How often faults occur: those that cost a timeout or a large body less often. */
  private static final class Often {
    static final Occurrence A_QUARTER = Occurrence.share(0.25);
    static final Occurrence A_TENTH = Occurrence.share(0.1);
    static final Occurrence A_TWENTIETH = Occurrence.share(0.05);
  }
}
