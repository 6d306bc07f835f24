package org.dspybench.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The moment at which a process that serves is asked to end: by a signal, or by the end of its
 * standard input. The JVM waits, some seconds at most, until the service has ended too.
 */
public final class EndOfService {

  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  private EndOfService() {}

  /**
   * Watches for it from now on.
   *
   * @param exitWithParent whether to end when standard input closes, as it does when the process
   *     that started this one dies in whatever way
   */
  public static EndOfService watch(boolean exitWithParent) {
    EndOfService end = new EndOfService();
    if (exitWithParent) {
      Thread watch = new Thread(() -> end.awaitEndOf(System.in), "parent-watch");
      watch.setDaemon(true);
      watch.start();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(end::shutDown, "end-of-service"));
    return end;
  }

  /** Waits until the process is asked to end. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Tells that the service has ended: the process need not wait for it. */
  public void reached() {
    reached.countDown();
  }

  private void shutDown() {
    asked.countDown();
    try {
      reached.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEndOf(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      asked.countDown();
    }
  }
}
