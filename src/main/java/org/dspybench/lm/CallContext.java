package org.dspybench.lm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * For whom calls are made, such as a question: until when, and in which group. Thread-safe.
 *
 * <p>Everything that a call waits for, on a thread or on none, it waits for here, so that nothing
 * waits beyond the deadline or a cancellation.
 */
public final class CallContext {

  private final CallGroup group;
  private final long madeAt = System.nanoTime();
  private final long lastsNanos;
  private volatile Optional<CallFailure> lastFailure = Optional.empty();

  CallContext(CallGroup group, long lastsNanos) {
    this.group = group;
    this.lastsNanos = lastsNanos;
  }

  /** Why the last call that failed did; empty when none has. */
  public Optional<CallFailure> lastFailure() {
    return lastFailure;
  }

  /** Whether the deadline is past or the group cancelled, so that no attempt begins any more. */
  public boolean isOver() {
    return group.cancellation().isCancelled() || remainingNanos() <= 0;
  }

  CallGroup group() {
    return group;
  }

  void failed(CallFailure failure) {
    lastFailure = Optional.of(failure);
  }

  long remainingNanos() {
    return lastsNanos == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : lastsNanos - (System.nanoTime() - madeAt);
  }

  /**
   * Waits for a future, which is cancelled when the wait ends without it.
   *
   * @param nanos longest wait; the deadline may be sooner
   * @throws TimeoutException if it took longer
   * @throws java.util.concurrent.CancellationException if the group was cancelled meanwhile
   * @throws InterruptedException if the calling thread was interrupted
   * @throws ExecutionException if the future failed
   */
  <T> T await(CompletableFuture<T> future, long nanos)
      throws TimeoutException, InterruptedException, ExecutionException {
    try (Cancellation.Wait unused = group.cancellation().watch(future)) {
      return future.get(Math.min(nanos, remainingNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      if (future.cancel(true)) {
        throw late;
      }
      // It came about in the last moment, and what it holds must not be lost.
      return future.get();
    } catch (InterruptedException interrupted) {
      if (future.cancel(true)) {
        throw interrupted;
      }
      Thread.currentThread().interrupt();
      return future.join();
    }
  }

  /** Cancels a future that has not completed in time, or when the group is cancelled. */
  void limit(CompletableFuture<?> future, long nanos) {
    long left = Math.min(nanos, remainingNanos());
    Cancellation.Wait cancellation = group.cancellation().watch(future);
    CompletableFuture<Void> alarm = new CompletableFuture<>();
    CompletableFuture<?> unused =
        future.whenComplete(
            (value, failure) -> {
              cancellation.close();
              alarm.complete(null);
            });
    if (left < Long.MAX_VALUE && !alarm.isDone()) {
      unused =
          alarm
              .orTimeout(left, TimeUnit.NANOSECONDS)
              .whenComplete(
                  (rung, late) -> {
                    if (late != null) {
                      future.cancel(true);
                    }
                  });
    }
  }

  /** Completes when a time has passed; is cancelled with the group. */
  CompletableFuture<Void> pause(Duration time) {
    CompletableFuture<Void> pause =
        new CompletableFuture<Void>().completeOnTimeout(null, time.toNanos(), TimeUnit.NANOSECONDS);
    limit(pause, Long.MAX_VALUE);
    return pause;
  }
}
