package org.dspybench.python;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Threads fit to carry an interpreter. */
final class InterpreterThread {

  /**
   * CPython recurses on the C stack, and the default of a Java thread is an eighth of what Python
   * is built for.
   */
  private static final long STACK_BYTES = 16L << 20;

  /** How long those who close wait for threads, which may be in a program that does not return. */
  static final Duration CLOSING_TIME = Duration.ofSeconds(10);

  private InterpreterThread() {}

  /** A daemon platform thread: a Python program that never returns cannot keep the JVM alive. */
  static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** CPU time that a thread has used; zero once it has ended. */
  static Duration cpuTime(Thread thread) {
    long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** Waits for the end of a thread, until an instant of {@link System#nanoTime()} at most. */
  static void joinUntil(Thread thread, long deadlineNanos) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadlineNanos - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
