package org.dspybench.batch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dspybench.lm.CallContext;
import org.dspybench.lm.CallFailure;
import org.dspybench.lm.LmFailure;
import org.dspybench.python.FailureKind;
import org.dspybench.python.PythonException;
import org.dspybench.python.Reply;
import org.jspecify.annotations.Nullable;

/** One question on its way to its outcome, which the first of reply, deadline and stop decides. */
final class Prediction {

  private static final Set<FailureKind> OF_A_CALL =
      EnumSet.of(
          FailureKind.RATE_LIMITED,
          FailureKind.TIMED_OUT,
          FailureKind.TRANSPORT,
          FailureKind.SERVER,
          FailureKind.AUTHENTICATION,
          FailureKind.QUOTA,
          FailureKind.INVALID_REQUEST,
          FailureKind.LM);

  private final long index;
  private final Question question;
  private final long submitted = System.nanoTime();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Queue<Future<?>> bound = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean inLine = new AtomicBoolean(true);
  private volatile boolean begun;
  private volatile long begunAt;
  private volatile @Nullable CallContext context;

  Prediction(long index, Question question) {
    this.index = index;
    this.question = question;
  }

  Question question() {
    return question;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** Whether it waited for a worker until now, and does no longer. */
  boolean leavesTheLine() {
    return inLine.compareAndSet(true, false);
  }

  /** A worker takes the question. */
  void begin(CallContext given) {
    context = given;
    begunAt = System.nanoTime();
    begun = true;
  }

  /** Cancels a task when there is an outcome: the watch over its deadline, or its place in line. */
  void endsWithOutcome(Future<?> task) {
    bound.add(task);
    if (outcome.isDone()) {
      task.cancel(false);
    }
  }

  private void settle(Outcome settled) {
    if (outcome.complete(settled)) {
      bound.forEach(task -> task.cancel(false));
    }
  }

  /** Ends with what the program returned or raised. */
  void end(Reply reply, Stop ifOver) {
    if (reply instanceof Reply.Returned returned) {
      settle(
          new Outcome.Answered(
              index,
              question,
              returned.fields(),
              Outcome.Source.PREDICTED,
              busy(reply.timing()),
              waited(reply.timing())));
    } else if (context != null && context.isOver()) {
      end(ifOver);
    } else {
      fail(((Reply.Raised) reply).exception(), reply.timing());
    }
  }

  /** Ends without an answer. */
  void end(Stop stop) {
    long now = System.nanoTime();
    Reply.Timing timing = new Reply.Timing(submitted, begun ? begunAt : now, now);
    settle(stop.outcome(index, question, busy(timing), waited(timing)));
  }

  /** Ends as a failure between the two languages. */
  void fail(Throwable cause) {
    long now = System.nanoTime();
    fail(PythonException.ofBridge(cause), new Reply.Timing(submitted, now, now));
  }

  private void fail(PythonException exception, Reply.Timing timing) {
    Optional<CallFailure> call =
        context != null && OF_A_CALL.contains(exception.kind())
            ? context.lastFailure()
            : Optional.empty();
    settle(
        new Outcome.Failed(
            index,
            question,
            call.flatMap(failure -> kind(failure.kind())).orElse(exception.kind()),
            call.map(failure -> OptionalInt.of(failure.attempts())).orElse(OptionalInt.empty()),
            exception.getMessage() + call.map(Prediction::reason).orElse(""),
            exception.traceback(),
            busy(timing),
            waited(timing)));
  }

  /**
   * What each transport words in its own way; empty where Python's reading of the body says more.
   */
  private static Optional<FailureKind> kind(LmFailure failure) {
    return switch (failure) {
      case RATE_LIMITED -> Optional.of(FailureKind.RATE_LIMITED);
      case QUOTA_EXHAUSTED -> Optional.of(FailureKind.QUOTA);
      case TIMEOUT -> Optional.of(FailureKind.TIMED_OUT);
      case CONNECTION -> Optional.of(FailureKind.TRANSPORT);
      case SERVER_ERROR -> Optional.of(FailureKind.SERVER);
      case MALFORMED, GARBLED, OVERSIZED -> Optional.of(FailureKind.LM);
      case REQUEST_TIMEOUT, CONFLICT, REJECTED, CANCELLED -> Optional.empty();
    };
  }

  private static String reason(CallFailure failure) {
    return failure.kind().retryable() ? " (given up because " + failure.reason() + ")" : "";
  }

  private static Duration busy(Reply.Timing timing) {
    return Duration.ofNanos(timing.finished() - timing.started());
  }

  private static Duration waited(Reply.Timing timing) {
    return Duration.ofNanos(timing.started() - timing.submitted());
  }
}
