package org.dspybench.lm.limit;

import java.time.Duration;

/** A time in which no call starts, because the endpoint asked one caller to wait. */
final class Pause {

  /**
   * The longest pause obeyed. An endpoint may ask for hours, and whoever waits here would hear
   * nothing of it; so a call is let out to be told.
   */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private long endNanos;

  /** No pause, as of now. */
  Pause(long nowNanos) {
    endNanos = nowNanos;
  }

  /** Pauses from now on for the time asked for, unless the end of another pause is later. */
  void begin(long nowNanos, Duration asked) {
    Duration pause = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    long askedEndNanos = nowNanos + pause.toNanos();
    long earliest = endNanos - nowNanos > 0 ? endNanos : nowNanos;
    endNanos = askedEndNanos - earliest > 0 ? askedEndNanos : earliest;
  }

  /** Nanoseconds until it ends; 0 or less when it has. */
  long leftNanos(long nowNanos) {
    return endNanos - nowNanos;
  }

  /** When it ends, or when it was last seen to have ended. */
  long endNanos() {
    return endNanos;
  }
}
