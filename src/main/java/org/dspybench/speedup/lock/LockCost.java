package org.dspybench.speedup.lock;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;

/**
 * What a prediction costs of the one thing that predictions cannot share, and what follows from it.
 *
 * <p>The cost is {@link Measure#CPU_PER_PREDICTION}: CPU time of the interpreter's threads, nearly
 * all of it under the lock. The system calls of the transports that send from Python are not, and
 * count all the same, so that their ceiling is rather low than high.
 *
 * @param row what was measured
 * @param cpu CPU time of a prediction, in milliseconds
 * @param latency what the endpoint took for a call, on average in milliseconds; absent where it was
 *     not measured
 * @param contention share of time, 0 to 1, in which a thread that wanted the lock had to wait;
 *     absent where it was not measured
 */
public record LockCost(
    ResultRow row, Estimate cpu, OptionalDouble latency, OptionalDouble contention) {

  private static final double MILLIS_PER_SECOND = 1_000;

  /** The cost by a row; absent where no CPU time was measured. */
  public static Optional<LockCost> of(ResultRow row) {
    return Summary.mean(row, Measure.CPU_PER_PREDICTION)
        .map(
            cpu ->
                new LockCost(
                    row,
                    cpu,
                    Summary.median(row, Measure.SIMULATED_MEAN),
                    Summary.median(row, Measure.LOCK_CONTENTION)));
  }

  /** The costs by the rows that have them, ordered by transport, strategy, trims and workers. */
  public static List<LockCost> of(List<ResultRow> rows) {
    return rows.stream().map(LockCost::of).flatMap(Optional::stream).sorted(ORDER).toList();
  }

  private static final Comparator<LockCost> ORDER =
      Comparator.<LockCost, String>comparing(cost -> cost.param(Params.TRANSPORT))
          .thenComparing(cost -> cost.param(Params.STRATEGY))
          .thenComparing(cost -> cost.param(Params.TRIMS))
          .thenComparingInt(cost -> Params.number(cost.row, Params.WORKERS).orElse(0))
          .thenComparing(cost -> cost.row.describe());

  /** The same of a run at zero latency: there is none that more workers could use. */
  public LockCost withoutLatency() {
    return new LockCost(row, cpu, OptionalDouble.empty(), contention);
  }

  private String param(String name) {
    return row.param(name).orElse("");
  }

  /** Predictions per second that one interpreter can make at most: {@code 1 / cpu}. */
  public Estimate ceiling() {
    return cpu.dividing(MILLIS_PER_SECOND);
  }

  /**
   * The worker count beyond which more cannot help: {@code (latency + cpu) / cpu}, for then the
   * interpreter has a prediction to compute at every moment. Absent where the latency is not known.
   *
   * <p>It assumes one LM call for each prediction.
   */
  public Optional<Estimate> usefulWorkers() {
    return latency.isPresent()
        ? Optional.of(usefulWorkers(latency.getAsDouble()))
        : Optional.empty();
  }

  private Estimate usefulWorkers(double millis) {
    if (millis == 0) {
      return new Estimate(1, 1, 1);
    }
    Estimate waiting = cpu.dividing(millis);
    return new Estimate(1 + waiting.value(), 1 + waiting.low(), 1 + waiting.high());
  }
}
