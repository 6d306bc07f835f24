package org.dspybench.simulator;

import java.util.Map;
import java.util.Optional;

/**
 * An attempt whose fate is decided and which is not yet delivered.
 *
 * @param attempt which arrival of this body, from 1
 * @param plannedNanos delay from its arrival; 0 for a 429
 * @param rejection why it gets 429, or empty if it gets an answer
 * @param limitHeaders the state of the buckets after it, as headers
 */
record PlannedCall(
    String key,
    int attempt,
    long arrivedNanos,
    long plannedNanos,
    Optional<Rejection> rejection,
    Map<String, String> limitHeaders) {

  long dueNanos() {
    return arrivedNanos + plannedNanos;
  }
}
