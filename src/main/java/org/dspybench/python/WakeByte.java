package org.dspybench.python;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Wakes a loop in Python that waits for a pipe to become readable. Thread-safe. */
final class WakeByte implements AutoCloseable {

  private final OutputStream pipe;

  private WakeByte(OutputStream pipe) {
    this.pipe = pipe;
  }

  /**
   * Opens the pipe a second time, so that each side closes its own.
   *
   * @param descriptor the end to write to
   */
  static WakeByte to(int descriptor) {
    try {
      return new WakeByte(new FileOutputStream("/dev/fd/" + descriptor));
    } catch (IOException e) {
      throw new UncheckedIOException("the pipe to Python cannot be opened", e);
    }
  }

  /** Makes the pipe readable. */
  void ring() {
    try {
      pipe.write(0);
    } catch (IOException nobodyThere) {
      // The loop has closed its end: it needs no waking any more.
    }
  }

  @Override
  public void close() {
    try {
      pipe.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the pipe to Python cannot be closed", e);
    }
  }
}
