package org.dspybench.benchmarks.peer;

/** A peer's process that does not do its part; the message has the last lines it printed. */
public final class PeerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
