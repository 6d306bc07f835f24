package org.dspybench.simulator.call;

import java.util.Map;
import org.dspybench.simulator.latency.Timing;

/**
 * An attempt whose fate is decided and which is not yet delivered.
 *
 * @param attempt which arrival of this body, from 1
 * @param arrivedNanos on the simulator's clock
 * @param queuedNanos how long it waits for a server that has others to serve; 0 without such a
 *     limit
 * @param timing counted from the end of that wait; {@link Timing#NONE} for a refusal
 * @param fate what it comes to
 * @param limitHeaders the state of the quotas after it, as headers
 */
public record PlannedCall(
    String key,
    int attempt,
    long arrivedNanos,
    long queuedNanos,
    Timing timing,
    Fate fate,
    Map<String, String> limitHeaders) {

  /** When its first token is due. */
  public long firstTokenDueNanos() {
    return arrivedNanos + queuedNanos + timing.firstTokenNanos();
  }

  /** When it is to be complete. */
  public long dueNanos() {
    return arrivedNanos + queuedNanos + timing.totalNanos();
  }
}
