package org.dspybench.simulator.wire;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what is due: never before its nanosecond, and after it as soon as the operating system wakes
 * a thread. Tasks are short and never block.
 */
final class Schedule implements AutoCloseable {

  /** Two, so that of many calls due at once each waits for half of the others. */
  private static final int THREADS = 2;

  private final ScheduledThreadPoolExecutor threads;

  Schedule() {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "lm-delivery-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a task once.
   *
   * @param dueNanos on the clock of {@link System#nanoTime()}
   */
  Future<?> at(long dueNanos, Runnable task) {
    return threads.schedule(task, dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** Forgets what is not yet due. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
