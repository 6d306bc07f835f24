package org.dspybench.simulator.latency;

import java.time.Duration;
import java.util.Optional;
import org.dspybench.simulator.draw.Draws;

/**
 * How long answers take, decided by draws. Pure: no clock, no thread, no generator of its own.
 * Immutable.
 */
public sealed interface LatencyModel permits PartedLatency, RecordedLatency {

  /** A latency that is all time to first token, whatever the answer's length. */
  static LatencyModel of(Distribution firstTokenSeconds) {
    return new PartedLatency(firstTokenSeconds, Optional.empty());
  }

  /**
   * The timing of one answer.
   *
   * @param draws the seed's
   * @param key the canonical key of the body
   * @param index which of the body's answers, from 0
   * @param mostTokens the most that the answer may have; an answer that would be longer ends there
   * @param timeScale multiplies every time, and no count
   */
  Timing timing(Draws draws, String key, int index, int mostTokens, double timeScale);

  /** The mean over all answers at time scale 1, computed rather than drawn. */
  Duration mean();

  /** Quantiles and mean over all answers that no limit cuts, at time scale 1. */
  LatencySummary summary();
}
