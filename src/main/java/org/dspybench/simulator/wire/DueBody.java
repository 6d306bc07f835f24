package org.dspybench.simulator.wire;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * A body that waits until it is due before it lets itself be written.
 *
 * <p>WireMock schedules whole milliseconds. It is given those that fit before the due time, and the
 * rest, under a millisecond, is waited here, on the thread that then writes the response: no sooner
 * than planned, and as soon after as the operating system wakes a thread. WireMock writes a body
 * through {@link #transferTo} and through nothing else; its logging, which is off, would read it.
 */
public final class DueBody extends FilterInputStream {

  private final long dueNanos;
  private final Runnable onDelivery;

  /**
   * A body.
   *
   * @param dueNanos on the clock of {@link System#nanoTime()}
   * @param onDelivery run just before the body is written: who reads the answer finds it counted
   */
  public DueBody(byte[] body, long dueNanos, Runnable onDelivery) {
    super(new ByteArrayInputStream(body));
    this.dueNanos = dueNanos;
    this.onDelivery = onDelivery;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long leftNanos = dueNanos - System.nanoTime();
    while (leftNanos > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(leftNanos);
      leftNanos = dueNanos - System.nanoTime();
    }
    onDelivery.run();
    return super.transferTo(out);
  }
}
