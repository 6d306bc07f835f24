package org.dspybench.lm;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Ends waits early, once and for good. Thread-safe. */
final class Cancellation {

  private final Set<CompletableFuture<?>> waits = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  void cancel() {
    cancelled = true;
    waits.forEach(wait -> wait.cancel(true));
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Cancels the wait when the time comes, which may have been. */
  void add(CompletableFuture<?> wait) {
    waits.add(wait);
    if (cancelled) {
      wait.cancel(true);
    }
  }

  void remove(CompletableFuture<?> wait) {
    waits.remove(wait);
  }
}
