package org.dspybench.simulator.call;

import java.util.PriorityQueue;

/**
 * So many servers and one queue before them, first come, first served, as on a GPU server with a
 * fixed batch. Each arrival's place is decided when it comes: with {@code f} the times at which the
 * servers become free, it begins at {@code max(arrival, min f)}, and its server is free again after
 * its service. Not thread-safe.
 */
final class ServerQueue {

  private final int servers;
  private final PriorityQueue<Long> freeAtNanos = new PriorityQueue<>();

  ServerQueue(int servers) {
    this.servers = servers;
  }

  /** Takes an arrival in, and returns how many nanoseconds it waits for its server. */
  long take(long arrivedNanos, long serviceNanos) {
    long beginsNanos = arrivedNanos;
    if (freeAtNanos.size() == servers) {
      beginsNanos = Math.max(arrivedNanos, freeAtNanos.remove());
    }
    freeAtNanos.add(beginsNanos + serviceNanos);
    return beginsNanos - arrivedNanos;
  }

  /**
   * Frees a server early, because the client that it would serve until {@code dueNanos} is gone at
   * {@code nowNanos}. Those who come later gain by it; those in the queue keep the times that they
   * were given.
   */
  void leave(long dueNanos, long nowNanos) {
    if (nowNanos < dueNanos && freeAtNanos.remove(dueNanos)) {
      freeAtNanos.add(nowNanos);
    }
  }
}
