package org.dspybench.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or any other end of the JVM, as a request to cancel. The JVM's end waits for what is
 * being finished, but not long; its exit code is the signal's.
 */
final class Interrupt implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interrupt(Runnable cancel) {
    this.hook =
        new Thread(
            () -> {
              cancel.run();
              awaitFinished();
            },
            "interrupt");
  }

  /** Runs an action when the JVM is asked to end, until this is closed. */
  static Interrupt cancelling(Runnable cancel) {
    Interrupt interrupt = new Interrupt(cancel);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  private void awaitFinished() {
    try {
      // Whether it came in time or not: what has an outcome is on disk.
      var unused = finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was to be finished is. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and has begun to run it.
    }
  }
}
