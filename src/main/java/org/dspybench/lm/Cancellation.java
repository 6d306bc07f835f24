package org.dspybench.lm;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Ends waits early, once and for good. Thread-safe. */
final class Cancellation {

  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  void cancel() {
    cancelled = true;
    waits.forEach(Wait::cancel);
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Cancels the future when the time comes, which may have been. */
  Wait watch(CompletableFuture<?> future) {
    Wait wait = new Wait(future);
    waits.add(wait);
    if (cancelled) {
      wait.cancel();
    }
    return wait;
  }

  /** A wait for a future, until it is closed. */
  final class Wait implements AutoCloseable {

    private final CompletableFuture<?> future;

    private Wait(CompletableFuture<?> future) {
      this.future = future;
    }

    private void cancel() {
      future.cancel(true);
    }

    @Override
    public void close() {
      waits.remove(this);
    }
  }
}
