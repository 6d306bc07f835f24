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
  private Histogram interval = new Histogram(SIGNIFICANT_DIGITS);

  /** Makes a recorder whose first interval begins now. */
  public LatencyRecorder() {
    interval.setStartTimeStamp(System.currentTimeMillis());
  }

  /** Counts a duration, given in nanoseconds. */
  public void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos) / 1000);
  }

  /** What was counted since this was last asked, with its start and end. */
  public synchronized Histogram interval() {
    collect();
    Histogram ended = interval;
    ended.setEndTimeStamp(System.currentTimeMillis());
    interval = new Histogram(SIGNIFICANT_DIGITS);
    interval.setStartTimeStamp(ended.getEndTimeStamp());
    return ended;
  }

  /** All that was counted; a copy. */
  public synchronized Histogram total() {
    collect();
    return total.copy();
  }

  private void collect() {
    Histogram counted = recorder.getIntervalHistogram();
    long begin = interval.getStartTimeStamp();
    total.add(counted);
    interval.add(counted);
    // Adding widens the time stamps.
    interval.setStartTimeStamp(begin);
  }
}
