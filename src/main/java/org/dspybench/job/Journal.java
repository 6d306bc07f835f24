package org.dspybench.job;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The outcomes of a job so far, a line each, in the order in which they came.
 *
 * <p>A record is on disk, as far as the operating system is, when {@link #append} returns: it is
 * handed over in one write, and so survives the end of this process at any instant. What an end in
 * the middle of that write leaves is a last line that is part of a record; no part of a record is
 * itself JSON, so that it is found, dropped and cut off when the journal is opened again. A loss of
 * power may cost the records that were not yet on the medium; their questions are asked again.
 *
 * <p>Locked while it is open: two runs cannot go on with the same one. Not thread-safe.
 */
final class Journal implements AutoCloseable {

  private static final int CHUNK = 1 << 12;

  private final Path path;
  private final RandomAccessFile file;
  private final RecordIndex index = new RecordIndex();
  private long length;

  private Journal(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens a journal, which is created if there is none.
   *
   * @throws JobException if it is another job's, in use, or has a line that is no record
   */
  static Journal open(Path path, JournalHeader header) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      Journal journal = new Journal(path, file);
      try {
        journal.lock();
        journal.load(header);
        return journal;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new JobException("the journal " + path + " cannot be used (" + e.getMessage() + ")", e);
    }
  }

  private void lock() throws IOException {
    boolean locked;
    try {
      locked = file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new JobException("another run is writing " + path + "; wait until it ends");
    }
  }

  /** Reads all records. What the end of a process left half written is cut off. */
  private void load(JournalHeader header) throws IOException {
    // Closing this stream would close the file.
    InputStream in = new BufferedInputStream(new FileInputStream(file.getFD()), 1 << 16);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long number = 0;
    boolean ended = true;
    while (ended) {
      bytes.reset();
      ended = readLine(in, bytes);
      if (bytes.size() == 0 && !ended) {
        break;
      }
      number++;
      String line = bytes.toString(StandardCharsets.UTF_8);
      boolean whole = number == 1 ? isHeader(line, header) : isRecord(line);
      if (whole) {
        length += bytes.size() + 1L;
      } else if (ended) {
        throw noRecord(number);
      }
    }
    file.setLength(Math.min(file.length(), length));
    if (length > file.length()) {
      write(file.length(), "\n");
    } else if (length == 0) {
      length = write(0, header.json() + "\n");
    }
  }

  /** Returns whether the line ended with a line feed. */
  private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    return next == '\n';
  }

  private boolean isHeader(String line, JournalHeader expected) {
    Optional<JournalHeader> header = JournalHeader.read(line);
    header
        .flatMap(expected::differenceFrom)
        .ifPresent(
            difference -> {
              throw new JobException(
                  path + " is " + difference + "; give --output another file, or delete this one");
            });
    return header.isPresent();
  }

  private boolean isRecord(String line) {
    Optional<JournalRecord> record = JournalRecord.read(line);
    record.ifPresent(whole -> index.put(whole, length));
    return record.isPresent();
  }

  private JobException noRecord(long number) {
    return new JobException(
        number == 1
            ? path + ":1: is no header of a journal; give --output another file"
            : path
                + ":"
                + number
                + ": is no record of a journal, so something else wrote here;"
                + " delete the line, and its question is asked again");
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** What it holds. */
  RecordIndex index() {
    return index;
  }

  /**
   * Adds a record.
   *
   * @throws JobException if it cannot be written
   */
  void append(JournalRecord record) {
    try {
      long offset = length;
      length += write(offset, record.line() + "\n");
      index.put(record, offset);
    } catch (IOException e) {
      throw new JobException(
          path
              + " cannot be written ("
              + e.getMessage()
              + "); the outcomes before are kept, and --resume goes on",
          e);
    }
  }

  private int write(long offset, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    file.seek(offset);
    file.write(bytes);
    return bytes.length;
  }

  /** The record of a question; empty if there is none. */
  Optional<JournalRecord> record(long question) throws IOException {
    OptionalLong offset = index.offset(question);
    return offset.isPresent() ? JournalRecord.read(line(offset.getAsLong())) : Optional.empty();
  }

  private String line(long offset) throws IOException {
    file.seek(offset);
    ByteArrayOutputStream line = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
      int end = 0;
      while (end < read && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, 0, end);
      if (end < read) {
        break;
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** A journal without a record would only be in the way, and is deleted. */
  @Override
  public void close() {
    try {
      if (index.recorded() == 0) {
        Files.deleteIfExists(path);
      }
      file.close();
    } catch (IOException e) {
      // Every record was handed over when it came.
    }
  }
}
