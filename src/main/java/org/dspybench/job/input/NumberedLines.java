package org.dspybench.job.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a text in UTF-8, each decoded by itself, so that a byte that is none is found on its
 * line. A line ends with a line feed, with or without a carriage return before it; neither belongs
 * to it, nor does a byte order mark at the start. Not thread-safe.
 */
final class NumberedLines implements AutoCloseable {

  /** A file that is no text may have no line feed at all; memory is to be bounded all the same. */
  private static final int LONGEST_LINE = 16 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long number;

  NumberedLines(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** Number of the line read last, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line; empty at the end.
   *
   * @throws BadInputException if it is no text in UTF-8, too long, or cannot be read
   */
  Optional<String> next() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    number++;
    try {
      boolean ended = false;
      while (!ended && fill()) {
        ended = takeUntilFeed(line);
      }
      if (!ended && line.size() == 0) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new BadInputException(name + ": cannot be read (" + e.getMessage() + ")");
    }
    return Optional.of(decode(line.toByteArray()));
  }

  /** Returns whether there is at least another byte. */
  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to;
  }

  /** Returns whether the line ended within the buffer. */
  private boolean takeUntilFeed(ByteArrayOutputStream line) {
    int end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    line.write(buffer, from, end - from);
    boolean ended = end < to;
    from = ended ? end + 1 : end;
    if (line.size() > LONGEST_LINE) {
      throw problem(
          "is longer than %d MiB; is this a file of questions?".formatted(LONGEST_LINE >> 20));
    }
    return ended;
  }

  private String decode(byte[] line) {
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
      return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw problem("is no text in UTF-8; convert the file");
    }
  }

  BadInputException problem(String problem) {
    return BadInputException.at(name, number, problem);
  }

  BadInputException problem(long line, String problem) {
    return BadInputException.at(name, line, problem);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Everything that was wanted has been read.
    }
  }
}
