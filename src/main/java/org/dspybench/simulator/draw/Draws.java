package org.dspybench.simulator.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Uniform numbers decided by content, the same on every machine and in any language:
 *
 * <pre>
 *   text = seed "/" stream "/" key "/" index        decimal numbers, the stream's name as it is here
 *   bits = the first 53 bits of SHA-256(text)       text in ASCII, the digest big-endian
 *   u    = (bits + 1/2) / 2^53                      so strictly between 0 and 1
 * </pre>
 *
 * <p>In Python: {@code ((int.from_bytes(sha256(text).digest()[:8], "big") >> 11) + 0.5) / 2**53}.
 */
public record Draws(long seed) {

  private static final double TWO_TO_53 = 1L << 53;

  /** What a number is drawn for. A stream's draws do not depend on any other stream's. */
  public enum Stream {
    /** Time to first token; for a recorded latency, which sample. */
    FIRST_TOKEN,
    /** How many tokens the answer has. */
    OUTPUT_TOKENS,
    /** Time for each token after the first. */
    TOKEN_TIME,
    /** Whether something goes wrong. */
    FAULT,
    /** The wait that a refusal asks for. */
    WAIT
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
