package org.dspybench.results.calibration;

import org.jspecify.annotations.Nullable;

/**
 * What the simulator can do on a machine. Whoever measures against it has to stay well below.
 *
 * @param startedAt when it was measured, in UTC, as ISO 8601
 * @param commit the commit of this project, abbreviated; null where it is not known
 * @param machine where
 * @param measured the figures
 */
public record Calibration(
    String startedAt, @Nullable String commit, Machine machine, Measurement measured) {

  /** The day on which it was measured, in UTC. */
  public String day() {
    return startedAt.substring(0, Math.min(startedAt.length(), "2026-01-31".length()));
  }
}
