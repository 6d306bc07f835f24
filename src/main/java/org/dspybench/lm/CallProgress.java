package org.dspybench.lm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dspybench.lm.limit.Permit;
import org.jspecify.annotations.Nullable;

/**
 * How far one call of the model has come: which attempts were made, what came of them, and whether
 * another is to follow. Never waits: {@link LmCall} does on the calling thread, {@link
 * CallInFlight} on none. Used by one thread at a time.
 */
final class CallProgress {

  private final LmCalls calls;
  private final CallContext context;
  private final long number;
  private final int tokens;
  private int attempts;
  private long begun;
  private long asked;
  private long attemptBegun;
  private long attemptNanos;
  private @Nullable Permit permit;

  /** What happened to the attempt before, which another one is to follow. */
  private Optional<LmFailure> failedBefore = Optional.empty();

  CallProgress(LmCalls calls, CallContext context, String body) {
    this.calls = calls;
    this.context = context;
    // From content, so that a call draws the same waits in whatever order calls are made.
    this.number = ((long) body.hashCode() << 32) ^ body.length();
    this.tokens = calls.tokens(body.length());
  }

  CallContext context() {
    return context;
  }

  /** Asks for leave to make an attempt. The future fails where none will be given. */
  CompletableFuture<Permit> leave() {
    asked = System.nanoTime();
    return context.isOver()
        ? CompletableFuture.failedFuture(new IllegalStateException(refusal()))
        : calls.limiter().acquire(tokens);
  }

  /**
   * An attempt begins, unless the context is over by now; then the permit goes back.
   *
   * @return whether one does
   */
  boolean begins(Permit granted) {
    if (context.isOver()) {
      granted.ignored();
      endsEarly();
      return false;
    }
    failedBefore.ifPresent(context.group().recorder()::retried);
    failedBefore = Optional.empty();
    permit = granted;
    attemptBegun = System.nanoTime();
    if (attempts++ == 0) {
      begun = attemptBegun;
    }
    attemptNanos = Math.min(calls.timeout().toNanos(), context.remainingNanos());
    context.group().recorder().attemptBegins(attemptBegun - asked);
    return true;
  }

  /** No attempt begins any more, though one may have been to follow. */
  void endsEarly() {
    failedBefore.ifPresent(failure -> giveUp(failure, "its time was up before the next attempt"));
  }

  /** Why no attempt may be made. */
  String refusal() {
    return context.group().cancellation().isCancelled()
        ? "no attempt was made: cancelled"
        : "no attempt was made: the deadline is past, or the predictor closed";
  }

  /** How long the attempt may take, from its beginning. */
  long attemptNanos() {
    return attemptNanos;
  }

  /** What is left of that; zero or less once its time is up or the call was cancelled. */
  long remainingNanos() {
    return context.isOver() ? 0 : attemptNanos - (System.nanoTime() - attemptBegun);
  }

  /**
   * Ends an attempt with the endpoint's answer, good or bad.
   *
   * @param retryAfterMs header of that name, or null
   * @param retryAfter header of that name, or null
   * @param shouldRetry header {@code x-should-retry}, or null
   * @return how long to wait before another attempt; empty when the answer is final
   */
  Optional<Duration> answered(
      int status,
      String body,
      @Nullable String retryAfterMs,
      @Nullable String retryAfter,
      @Nullable String shouldRetry) {
    ChatAnswer answer = ChatAnswer.of(status, body);
    if (status == 429) {
      context.group().recorder().rateLimited();
    }
    if (answer.failure().isEmpty()) {
      end().ifPresent(Permit::succeeded);
      context.group().recorder().succeeded(answer);
      context.group().budget().answered();
      return Optional.empty();
    }
    RetryHints hints = RetryHints.of(retryAfterMs, retryAfter, shouldRetry, Instant.now());
    return failed(answer.failure().get(), status, hints);
  }

  /**
   * Ends an attempt to which no whole answer came.
   *
   * @return how long to wait before another attempt; empty when there is to be none
   */
  Optional<Duration> broke(LmFailure kind) {
    return failed(kind, 0, RetryHints.NONE);
  }

  /** Ends an attempt that came to nothing for a reason of the caller's; none need be open. */
  void abandoned() {
    end()
        .ifPresent(
            open -> {
              open.ignored();
              giveUp(LmFailure.CANCELLED, "the attempt was abandoned");
            });
  }

  private Optional<Permit> end() {
    Optional<Permit> open = Optional.ofNullable(permit);
    permit = null;
    if (open.isPresent()) {
      context.group().recorder().attemptEnds(System.nanoTime() - attemptBegun);
    }
    return open;
  }

  private Optional<Duration> failed(LmFailure seen, int status, RetryHints hints) {
    // What breaks because its context ended says nothing about the endpoint.
    LmFailure failure = context.isOver() ? LmFailure.CANCELLED : seen;
    end()
        .ifPresent(
            open -> {
              if (isRefusal(failure, status, hints)) {
                open.dropped(hints.delay());
              } else {
                open.ignored();
              }
            });
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    RetryPolicy.Decision decision =
        calls
            .retry()
            .decide(number, new RetryPolicy.FailedAttempt(attempts, failure, hints, elapsed));
    if (decision instanceof RetryPolicy.Decision.GiveUp given) {
      return giveUp(failure, given.reason());
    }
    boolean invited = failure == LmFailure.RATE_LIMITED && hints.delay().isPresent();
    if (!invited && !context.group().budget().take()) {
      return giveUp(failure, "the batch's budget of retries is used up");
    }
    failedBefore = Optional.of(failure);
    return inTime(((RetryPolicy.Decision.RetryAfter) decision).delay());
  }

  private Optional<Duration> inTime(Duration delay) {
    if (Duration.ofNanos(context.remainingNanos()).compareTo(delay) <= 0) {
      endsEarly();
      return Optional.empty();
    }
    return Optional.of(delay);
  }

  /**
   * Whether the endpoint turned the call away for there being too many. Of other failures a share
   * is a matter of chance, and no reason for an adaptive limit to slow down.
   */
  private static boolean isRefusal(LmFailure failure, int status, RetryHints hints) {
    boolean busy = status == 503 || status == 529;
    return failure == LmFailure.RATE_LIMITED || (busy && hints.delay().isPresent());
  }

  private Optional<Duration> giveUp(LmFailure failure, String reason) {
    failedBefore = Optional.empty();
    context.group().recorder().failed(failure);
    context.failed(new CallFailure(failure, attempts, reason));
    return Optional.empty();
  }
}
