package org.dspybench.lm.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Stub. */
public final class CallLimiter implements AutoCloseable {
  private final int most;
  private int inFlight;
  private final Deque<CompletableFuture<Permit>> waiting = new ArrayDeque<>();

  private CallLimiter(int most) {
    this.most = most;
  }

  /** Stub. */
  public static CallLimiter of(CallLimit limit) {
    return new CallLimiter(limit instanceof CallLimit.Fixed fixed ? fixed.calls() : 1000);
  }

  /** Stub. */
  public synchronized CompletableFuture<Permit> acquire(int tokens) {
    CompletableFuture<Permit> future = new CompletableFuture<>();
    if (inFlight < most) {
      inFlight++;
      future.complete(new Permit(this));
    } else {
      waiting.add(future);
    }
    return future;
  }

  synchronized void ended() {
    inFlight--;
    while (!waiting.isEmpty() && inFlight < most) {
      if (waiting.remove().complete(new Permit(this))) {
        inFlight++;
      }
    }
  }

  /** Stub. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /** Stub. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Stub. */
  public OptionalInt limit() {
    return OptionalInt.of(most);
  }

  @Override
  public synchronized void close() {
    waiting.forEach(w -> w.completeExceptionally(new CancellationException("closed")));
    waiting.clear();
  }
}
