package org.dspybench.batch;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.dspybench.lm.LatencyRecorder;

/**
 * Latencies interval by interval, in the log format that HdrHistogram's own tools read. Values are
 * microseconds; the tags are {@code question}, {@code call} and {@code wait}. Written beside, and
 * moved into place when it is closed.
 */
final class IntervalLog implements AutoCloseable {

  private final Path file;
  private final Path beside;
  private final PrintStream out;
  private final HistogramLogWriter writer;
  private final BatchRun run;

  private IntervalLog(Path file, BatchRun run) throws IOException {
    this.file = file;
    this.run = run;
    Path folder = file.toAbsolutePath().getParent();
    this.beside = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
    this.out =
        new PrintStream(new FileOutputStream(beside.toFile()), false, StandardCharsets.UTF_8);
    this.writer = new HistogramLogWriter(out);
  }

  /**
   * Begins a log.
   *
   * @throws IOException if the file's folder cannot be written
   */
  static IntervalLog begin(Path file, BatchRun run) throws IOException {
    IntervalLog log = new IntervalLog(file, run);
    long now = System.currentTimeMillis();
    log.writer.outputLogFormatVersion();
    log.writer.outputComment("[Latencies of one batch, in microseconds]");
    log.writer.outputStartTime(now);
    log.writer.setBaseTime(now);
    log.writer.outputLegend();
    return log;
  }

  /** Adds what was counted since this was last called. */
  synchronized void append() {
    append("question", run.recorder().latencies());
    append("call", run.group().attempts());
    append("wait", run.group().waits());
  }

  private void append(String tag, LatencyRecorder recorder) {
    Histogram interval = recorder.interval();
    interval.setTag(tag);
    writer.outputIntervalHistogram(interval);
  }

  /** Adds the last interval and moves the log into place. */
  @Override
  public synchronized void close() throws IOException {
    append();
    out.close();
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
