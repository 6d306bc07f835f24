package org.dspybench.lm;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dspybench.lm.limit.Permit;
import org.jspecify.annotations.Nullable;

/**
 * One call of the model whose requests are made here, and which holds no thread: it goes on where
 * the permit, the answer or the end of a wait comes about.
 */
final class CallInFlight {

  private static final Attempt STOPPED =
      new Attempt.Broken(LmFailure.CANCELLED, "the calling thread was interrupted");

  private final HttpPost post;
  private final HttpRequest request;
  private final CallProgress progress;
  private final CompletableFuture<String> envelope = new CompletableFuture<>();
  private volatile Optional<Attempt> last = Optional.empty();
  private volatile CompletableFuture<?> awaited = CompletableFuture.completedFuture(null);
  private volatile boolean stopped;

  CallInFlight(HttpPost post, HttpRequest request, CallProgress progress) {
    this.post = post;
    this.request = request;
    this.progress = progress;
  }

  /** Completes with what {@link Envelope} writes of the last attempt. */
  CompletableFuture<String> envelope() {
    return envelope;
  }

  /** Begins the next attempt, as soon as there is leave. */
  void begin() {
    CompletableFuture<Permit> leave = progress.leave();
    progress.context().limit(leave, Long.MAX_VALUE);
    proceed(
        leave,
        (permit, none) -> {
          if (permit == null) {
            progress.endsEarly();
            finish();
          } else if (progress.context().isOver()) {
            // Elsewhere: a permit that goes back is handed to the next in line, on this stack.
            post.soon(() -> granted(permit));
          } else {
            granted(permit);
          }
        });
  }

  private void granted(Permit permit) {
    if (progress.begins(permit)) {
      send();
    } else {
      finish();
    }
  }

  /** Ends the call as if cancelled; the envelope says so in a moment. */
  void stop() {
    stopped = true;
    awaited.cancel(true);
  }

  private void send() {
    proceed(
        post.send(request, progress.context(), progress.remainingNanos()),
        (attempt, stopped) -> ended(attempt == null ? STOPPED : attempt));
  }

  private void ended(Attempt attempt) {
    last = Optional.of(attempt);
    Optional<Duration> delay = judged(attempt);
    if (delay.isEmpty()) {
      finish();
      return;
    }
    proceed(
        progress.context().pause(delay.get()),
        (served, cut) -> {
          if (cut == null) {
            begin();
          } else {
            progress.endsEarly();
            finish();
          }
        });
  }

  private Optional<Duration> judged(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      HttpHeaders headers = answered.headers();
      return progress.answered(
          answered.status(),
          answered.body(),
          headers.firstValue("retry-after-ms").orElse(null),
          headers.firstValue("retry-after").orElse(null),
          headers.firstValue("x-should-retry").orElse(null));
    }
    return progress.broke(((Attempt.Broken) attempt).kind());
  }

  private void finish() {
    envelope.complete(
        Envelope.of(
            last.orElseGet(() -> new Attempt.Broken(LmFailure.CANCELLED, progress.refusal()))));
  }

  private <T> void proceed(
      CompletableFuture<T> step, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    awaited = step;
    if (stopped) {
      step.cancel(true);
    }
    CompletableFuture<T> unused =
        step.whenComplete(
            (value, failure) -> {
              try {
                then.accept(value, failure);
              } catch (RuntimeException | Error e) {
                progress.abandoned();
                envelope.completeExceptionally(e);
              }
            });
  }
}
