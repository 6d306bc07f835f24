package org.dspybench.lm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many retries the calls of a batch may make together: as many as were answered, and a reserve
 * more. An endpoint that answers every second time is so retried without end, and one that is dead
 * only as often as the reserve allows, whatever the size of the batch. Thread-safe.
 *
 * <p>The idea is the retry budget of Finagle and the retry throttling of gRPC (proposal A6), each
 * of which lets successes pay for retries.
 */
final class RetryBudget {

  private final AtomicLong left;

  RetryBudget(int reserve) {
    this.left = new AtomicLong(reserve);
  }

  void answered() {
    left.incrementAndGet();
  }

  /** Takes a retry out of the budget. Returns whether there was one. */
  boolean take() {
    return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
  }
}
