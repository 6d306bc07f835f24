package org.dspybench.speedup.lock;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Timing;

/**
 * A ceiling against the highest throughput that was measured.
 *
 * @param cost from which the ceiling follows
 * @param fastest the row with the highest throughput
 * @param highest that throughput, in questions per second
 */
public record CeilingCheck(LockCost cost, ResultRow fastest, Estimate highest) {

  /** How far from the ceiling the highest throughput may be. */
  public static final double TOLERANCE = 0.2;

  /**
   * Holds a ceiling against runs that could reach it: without latency, or with as many workers as
   * are of use.
   *
   * @return empty where none of the rows has a throughput
   */
  public static Optional<CeilingCheck> of(LockCost cost, List<ResultRow> rows) {
    return rows.stream()
        .map(Timing::new)
        .filter(timing -> timing.perSecond().isPresent())
        .max(Comparator.comparingDouble(timing -> timing.perSecond().orElseThrow().value()))
        .map(best -> new CeilingCheck(cost, best.row(), best.perSecond().orElseThrow()));
  }

  /** The highest throughput over the ceiling; 1 where they agree. */
  public double share() {
    return highest.value() / cost.ceiling().value();
  }

  /** Whether the two are within {@link #TOLERANCE} of each other. */
  public boolean holds() {
    return Math.abs(share() - 1) <= TOLERANCE;
  }
}
