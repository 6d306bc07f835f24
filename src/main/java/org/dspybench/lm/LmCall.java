package org.dspybench.lm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.dspybench.lm.limit.Permit;
import org.jspecify.annotations.Nullable;

/**
 * One call of the model: attempts, each with a permit, and the waits between. Whoever makes the
 * HTTP request, in Java or in Python, follows this protocol, on one thread:
 *
 * <pre>{@code
 * while (call.begin() > 0) {
 *   … make one request, and read the answer to its end …
 *   if (!call.answered(status, body, …)) return the answer     // or call.broke(kind, message)
 * }
 * no attempt may be made: see call.refusal()
 * }</pre>
 */
public final class LmCall {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LmCalls calls;
  private final CallContext context;
  private final long number;
  private final int tokens;
  private int attempts;
  private long begun;
  private long attemptBegun;
  private long attemptNanos;
  private @Nullable Permit permit;

  /** What happened to the attempt before, which another one is to follow. */
  private Optional<LmFailure> failedBefore = Optional.empty();

  LmCall(LmCalls calls, CallContext context, int hash, int chars) {
    this.calls = calls;
    this.context = context;
    // From content, so that a call draws the same waits in whatever order calls are made.
    this.number = ((long) hash << 32) ^ chars;
    this.tokens = calls.tokens(chars);
  }

  /**
   * Waits for leave to make an attempt.
   *
   * @return how many seconds the attempt may take, or 0 when none may be made
   */
  public double begin() {
    long asked = System.nanoTime();
    Optional<Permit> granted = context.isOver() ? Optional.empty() : leave();
    if (granted.isEmpty()) {
      failedBefore.ifPresent(failure -> giveUp(failure, "its time was up before the next attempt"));
      return 0;
    }
    failedBefore.ifPresent(context.group().recorder()::retried);
    permit = granted.get();
    attemptBegun = System.nanoTime();
    if (attempts++ == 0) {
      begun = attemptBegun;
    }
    attemptNanos = Math.min(calls.timeout().toNanos(), context.remainingNanos());
    context.group().recorder().attemptBegins(attemptBegun - asked);
    return Math.max(1, attemptNanos) / NANOS_PER_SECOND;
  }

  /** Why {@link #begin} gave no leave. */
  public String refusal() {
    return context.group().cancellation().isCancelled()
        ? "no attempt was made: cancelled"
        : "no attempt was made: the deadline is past, or the predictor closed";
  }

  /** Seconds left of the attempt; zero or less once its time is up or the call was cancelled. */
  public double remaining() {
    return remainingNanos() / NANOS_PER_SECOND;
  }

  /**
   * Ends an attempt with the endpoint's answer, good or bad, and waits where another is to follow.
   *
   * @param body the whole body
   * @param retryAfterMs header of that name, or null
   * @param retryAfter header of that name, or null
   * @param shouldRetry header {@code x-should-retry}, or null
   * @return whether the call should be tried again, now
   */
  public boolean answered(
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
      return false;
    }
    RetryHints hints = RetryHints.of(retryAfterMs, retryAfter, shouldRetry, Instant.now());
    return failed(answer.failure().get(), status, hints);
  }

  /**
   * Ends an attempt to which no whole answer came, and waits where another is to follow.
   *
   * @param kind label of an {@link LmFailure}
   * @return whether the call should be tried again, now
   */
  public boolean broke(String kind) {
    return failed(LmFailure.of(kind), 0, RetryHints.NONE);
  }

  /** Ends an attempt that came to nothing for a reason of the caller's; none need be open. */
  public void abandoned() {
    end()
        .ifPresent(
            open -> {
              open.ignored();
              giveUp(LmFailure.CANCELLED, "the attempt was abandoned");
            });
  }

  int attempts() {
    return attempts;
  }

  CallContext context() {
    return context;
  }

  long remainingNanos() {
    return context.isOver() ? 0 : attemptNanos - (System.nanoTime() - attemptBegun);
  }

  private Optional<Permit> leave() {
    try {
      return Optional.of(context.await(calls.limiter().acquire(tokens), Long.MAX_VALUE));
    } catch (TimeoutException | CancellationException over) {
      return Optional.empty();
    } catch (ExecutionException closed) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Permit> end() {
    Optional<Permit> open = Optional.ofNullable(permit);
    permit = null;
    if (open.isPresent()) {
      context.group().recorder().attemptEnds(System.nanoTime() - attemptBegun);
    }
    return open;
  }

  private boolean failed(LmFailure seen, int status, RetryHints hints) {
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
    if (!waited(((RetryPolicy.Decision.RetryAfter) decision).delay())) {
      return giveUp(failure, "its time was up before the next attempt");
    }
    failedBefore = Optional.of(failure);
    return true;
  }

  /**
   * Whether the endpoint turned the call away for there being too many. Of other failures a share
   * is a matter of chance, and no reason for an adaptive limit to slow down.
   */
  private static boolean isRefusal(LmFailure failure, int status, RetryHints hints) {
    boolean busy = status == 503 || status == 529;
    return failure == LmFailure.RATE_LIMITED || (busy && hints.delay().isPresent());
  }

  private boolean giveUp(LmFailure failure, String reason) {
    failedBefore = Optional.empty();
    context.group().recorder().failed(failure);
    context.failed(new CallFailure(failure, attempts, reason));
    return false;
  }

  /** Whether the wait was served to its end. */
  private boolean waited(Duration delay) {
    if (Duration.ofNanos(context.remainingNanos()).compareTo(delay) <= 0) {
      return false;
    }
    try {
      context.await(new CompletableFuture<Void>(), delay.toNanos());
    } catch (TimeoutException served) {
      return !context.isOver();
    } catch (CancellationException | ExecutionException cancelled) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
