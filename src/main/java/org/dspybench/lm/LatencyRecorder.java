package org.dspybench.lm;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts durations in microseconds, to three significant digits. Thread-safe, and free of locks
 * where durations are counted.
 */
public final class LatencyRecorder {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Recorder recorder = new Recorder(SIGNIFICANT_DIGITS);
  private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);

  /** Counts a duration, given in nanoseconds. */
  public void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos) / 1000);
  }

  /** What was counted since this was last asked; a copy, with its start and end. */
  public synchronized Histogram interval() {
    Histogram interval = recorder.getIntervalHistogram();
    total.add(interval);
    return interval;
  }

  /** All that was counted; a copy. */
  public synchronized Histogram total() {
    interval();
    return total.copy();
  }
}
