package org.dspybench.simulator.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a trace, each line at once and whole: one that is ended at any instant lacks at most the
 * end of its last line. Thread-safe.
 */
final class TraceWriter implements AutoCloseable {

  private final Path file;
  private final OutputStream out;
  private long calls;
  private boolean closed;

  private TraceWriter(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Begins a trace.
   *
   * @throws UncheckedIOException if the file exists or cannot be made; the message says so
   */
  static TraceWriter create(Path file) {
    try {
      return new TraceWriter(
          file,
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException("the trace " + file + " exists; choose another name", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the trace " + file + " cannot be written (" + e + ")", e);
    }
  }

  /**
   * Appends one call; nothing once the trace is closed.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void append(RecordedCall call) {
    byte[] line = line(call);
    synchronized (this) {
      if (closed) {
        return;
      }
      try {
        out.write(line);
        calls++;
      } catch (IOException e) {
        throw new UncheckedIOException("the trace " + file + " cannot be written (" + e + ")", e);
      }
    }
  }

  /** How many calls have been appended. */
  synchronized long calls() {
    return calls;
  }

  private static byte[] line(RecordedCall call) {
    try {
      return (TraceJson.MAPPER.writeValueAsString(call) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts cannot fail to be written", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    out.close();
  }
}
