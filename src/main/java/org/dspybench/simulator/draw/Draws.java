package org.dspybench.simulator.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Uniform numbers decided by content: the first 53 bits of {@code
 * SHA-256("<seed>/<stream>/<key>/<index>")}, plus a half, over 2<sup>53</sup>. So they lie strictly
 * between 0 and 1, are the same on every machine, and any language can recompute them.
 */
public record Draws(long seed) {

  private static final double TWO_TO_53 = 1L << 53;

  /** What a number is drawn for. A stream's draws do not depend on any other stream's. */
  public enum Stream {
    LATENCY,
    FAULT
  }

  /** The draw number {@code index}, from 0, of one stream for one body. */
  public double uniform(Stream stream, String key, int index) {
    return uniform(seed + "/" + stream.name() + "/" + key + "/" + index);
  }

  /** The uniform number of a text. */
  public static double uniform(String text) {
    long bits = ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong() >>> 11;
    return (bits + 0.5) / TWO_TO_53;
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
