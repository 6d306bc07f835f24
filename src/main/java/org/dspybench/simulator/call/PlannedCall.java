package org.dspybench.simulator.call;

import java.util.Map;
import java.util.Optional;
import org.dspybench.simulator.fault.FaultKind;
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
 * @param fault the fault that made it so; empty for an answer, and for what a quota refuses
 * @param limitHeaders the state of the quotas after it, as headers
 */
public record PlannedCall(
    String key,
    int attempt,
    long arrivedNanos,
    long queuedNanos,
    Timing timing,
    Fate fate,
    Optional<FaultKind> fault,
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
