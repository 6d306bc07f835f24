package org.dspybench.python;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets a few threads at a time into the interpreter, first come first served. All others wait in
 * Java, where waiting costs nothing and has an order.
 *
 * <p>Without it they would wait for the interpreter lock, which has no order, and each of them
 * wakes up once per switch interval to ask for it: 200 workers then spend more on asking than on
 * predicting. Measured with 200 workers at 100 ms, the slowest answer took 1.0 to 2.0 s without and
 * 0.4 s with it.
 *
 * <p>A thread passes out again while it waits for a call that is made in Java. A program may also
 * wait in Python, for a retriever or a tool, and does not say so. But then nobody passes for longer
 * than any computation of DSPy lasts, and whoever wants in goes past the turnstile.
 */
final class Turnstile {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Ten predictions' worth of computing. */
  private static final long STANDSTILL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** How often a waiting thread looks whether there is a standstill; it loses its turn by that. */
  private static final long LOOK_MILLIS = 50;

  /** Where a thread is. */
  private enum Whereabouts {
    OUTSIDE,
    IN_A_PLACE,
    PAST_THE_TURNSTILE
  }

  private final Semaphore places;
  private final ThreadLocal<Whereabouts> whereabouts =
      ThreadLocal.withInitial(() -> Whereabouts.OUTSIDE);
  private final LongAdder cpuNanosOutside = new LongAdder();
  private volatile long lastPassed = System.nanoTime();

  /**
   * Makes a turnstile.
   *
   * @param places threads that may be in the interpreter at once: one that computes, and the others
   *     that stand ready to
   */
  Turnstile(int places) {
    this.places = new Semaphore(places, true);
  }

  /** Runs an action in the interpreter, as soon as there is a place. */
  <T> T inside(Supplier<T> action) {
    enter();
    try {
      return action.get();
    } finally {
      leave();
    }
  }

  /**
   * Runs an action that does not need the interpreter, giving up the thread's place meanwhile. A
   * thread that never came in, such as a program's own, just runs it.
   */
  <T> T outside(Supplier<T> action) {
    if (whereabouts.get() == Whereabouts.OUTSIDE) {
      return action.get();
    }
    leave();
    long before = THREADS.getCurrentThreadCpuTime();
    try {
      return action.get();
    } finally {
      cpuNanosOutside.add(THREADS.getCurrentThreadCpuTime() - before);
      enter();
    }
  }

  /** CPU time of all threads while they were outside, without the interpreter lock. */
  Duration cpuTimeOutside() {
    return Duration.ofNanos(cpuNanosOutside.sum());
  }

  private void enter() {
    boolean interrupted = false;
    boolean hasPlace = false;
    long wait = 0;
    do {
      try {
        hasPlace = places.tryAcquire(wait, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      wait = LOOK_MILLIS;
    } while (!hasPlace && System.nanoTime() - lastPassed < STANDSTILL_NANOS);
    whereabouts.set(hasPlace ? Whereabouts.IN_A_PLACE : Whereabouts.PAST_THE_TURNSTILE);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    if (whereabouts.get() == Whereabouts.IN_A_PLACE) {
      lastPassed = System.nanoTime();
      places.release();
    }
    whereabouts.set(Whereabouts.OUTSIDE);
  }
}
