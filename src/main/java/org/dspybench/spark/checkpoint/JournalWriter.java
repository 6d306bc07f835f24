package org.dspybench.spark.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * Adds outcomes to a journal. Each is out of this process when {@link #append} returns, and
 * survives its end at any instant, where the file system can hand over what is written to an open
 * file, as a local disk and HDFS can. An object store cannot: there a file is closed, and so is
 * safe, after some seconds or outcomes, and what came since is asked again. Not thread-safe.
 */
public final class JournalWriter implements AutoCloseable {

  private static final Duration OPEN_FOR = Duration.ofSeconds(10);
  private static final int OPEN_FOR_LINES = 1000;

  private final FileSystem files;
  private final JournalFolder folder;
  private @Nullable FSDataOutputStream out;
  private boolean handsOver;
  private long openedNanos;
  private int lines;

  public JournalWriter(FileSystem files, JournalFolder folder) {
    this.files = files;
    this.folder = folder;
  }

  public void append(String line) throws IOException {
    FSDataOutputStream file = out == null ? begin() : out;
    file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    lines++;
    if (handsOver) {
      file.hflush();
    } else if (lines >= OPEN_FOR_LINES || System.nanoTime() - openedNanos > OPEN_FOR.toNanos()) {
      close();
    }
  }

  private FSDataOutputStream begin() throws IOException {
    FSDataOutputStream file = files.create(folder.next(), false);
    handsOver = file.hasCapability(StreamCapabilities.HSYNC);
    openedNanos = System.nanoTime();
    lines = 0;
    out = file;
    return file;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      FSDataOutputStream file = out;
      out = null;
      file.close();
    }
  }
}
