package org.dspybench.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a journal's files, one file after another. The last line of a file may be torn,
 * where its writer ended in the middle of it; no part of a line is itself JSON, so that it is found
 * and left out. Not thread-safe.
 */
final class JournalLines implements Iterator<JournalLine>, AutoCloseable {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final FileSystem files;
  private final Deque<Path> left;
  private @Nullable BufferedReader open;
  private @Nullable String read;
  private Optional<JournalLine> ahead = Optional.empty();

  JournalLines(FileSystem files, Deque<Path> left) {
    this.files = files;
    this.left = left;
  }

  @Override
  public boolean hasNext() {
    try {
      while (ahead.isEmpty() && (open != null || openNext())) {
        look();
      }
      return ahead.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("a journal of the checkpoint cannot be read", e);
    }
  }

  private boolean openNext() throws IOException {
    Path file = left.poll();
    if (file == null) {
      return false;
    }
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.open(file), StandardCharsets.UTF_8), 1 << 16);
    open = lines;
    read = lines.readLine();
    return true;
  }

  private void look() throws IOException {
    String line = read;
    BufferedReader lines = open;
    if (line == null || lines == null) {
      close();
      return;
    }
    read = lines.readLine();
    if (read != null || isWhole(line)) {
      ahead = JournalLine.read(line);
    }
  }

  private static boolean isWhole(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  @Override
  public JournalLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no line is left");
    }
    JournalLine next = ahead.orElseThrow();
    ahead = Optional.empty();
    return next;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      BufferedReader lines = open;
      open = null;
      lines.close();
    }
  }
}
