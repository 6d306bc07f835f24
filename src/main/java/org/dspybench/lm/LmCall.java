package org.dspybench.lm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.dspybench.lm.limit.Permit;
import org.jspecify.annotations.Nullable;

/**
 * One call of the model whose requests somebody else makes, such as a transport in Python:
 * attempts, each with a permit, and the waits between. It is used by one thread, which it makes
 * wait:
 *
 * <pre>{@code
 * while (call.begin() > 0) {
 *   … make one request, and read the answer to its end …
 *   if (!call.answered(status, body, …)) return the answer     // or call.broke(kind)
 * }
 * no attempt may be made: see call.refusal()
 * }</pre>
 */
public final class LmCall {

  private static final double NANOS_PER_SECOND = 1e9;

  private final CallProgress progress;

  LmCall(CallProgress progress) {
    this.progress = progress;
  }

  /**
   * Waits for leave to make an attempt.
   *
   * @return how many seconds the attempt may take, or 0 when none may be made
   */
  public double begin() {
    Optional<Permit> granted = leave();
    if (granted.isEmpty()) {
      progress.endsEarly();
      return 0;
    }
    return progress.begins(granted.get())
        ? Math.max(1, progress.attemptNanos()) / NANOS_PER_SECOND
        : 0;
  }

  /** Why {@link #begin} gave no leave. */
  public String refusal() {
    return progress.refusal();
  }

  /** Seconds left of the attempt; zero or less once its time is up or the call was cancelled. */
  public double remaining() {
    return progress.remainingNanos() / NANOS_PER_SECOND;
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
    return waited(progress.answered(status, body, retryAfterMs, retryAfter, shouldRetry));
  }

  /**
   * Ends an attempt to which no whole answer came, and waits where another is to follow.
   *
   * @param kind label of an {@link LmFailure}
   * @return whether the call should be tried again, now
   */
  public boolean broke(String kind) {
    return waited(progress.broke(LmFailure.of(kind)));
  }

  /** Ends an attempt that came to nothing for a reason of the caller's; none need be open. */
  public void abandoned() {
    progress.abandoned();
  }

  private Optional<Permit> leave() {
    try {
      return Optional.of(progress.context().await(progress.leave(), Long.MAX_VALUE));
    } catch (TimeoutException | CancellationException | ExecutionException over) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whether there was a wait, and it was served to its end. */
  private boolean waited(Optional<Duration> delay) {
    if (delay.isEmpty()) {
      return false;
    }
    try {
      progress.context().await(new CompletableFuture<Void>(), delay.get().toNanos());
    } catch (TimeoutException served) {
      return true;
    } catch (CancellationException | ExecutionException cancelled) {
      progress.endsEarly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      progress.endsEarly();
    }
    return false;
  }
}
