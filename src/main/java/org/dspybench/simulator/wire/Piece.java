package org.dspybench.simulator.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A part of a body.
 *
 * @param bytes to write, together and at once; read by whoever writes them
 * @param dueNanos when, on the clock of {@link System#nanoTime()}
 */
record Piece(ByteBuffer bytes, long dueNanos) {

  static Piece of(byte[] bytes, long dueNanos) {
    return new Piece(ByteBuffer.wrap(bytes), dueNanos);
  }

  static Piece of(String text, long dueNanos) {
    return of(text.getBytes(StandardCharsets.UTF_8), dueNanos);
  }

  /** Writes nothing, but has its time. */
  static Piece empty(long dueNanos) {
    return new Piece(ByteBuffer.allocate(0), dueNanos);
  }

  int length() {
    return bytes.remaining();
  }

  Piece firstHalf() {
    return new Piece(bytes.slice(bytes.position(), length() / 2), dueNanos);
  }
}
