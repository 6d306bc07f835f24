package org.dspybench.speedup;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;

/** A row of a speedup table: a concurrent run beside its sequential one, or why there is none. */
public sealed interface Comparison {

  /** The row that names the benchmark and the parameters: the concurrent one where there is one. */
  ResultRow row();

  /** The runs behind the row: baseline and concurrent run, or the one that there is. */
  List<Timing> timings();

  /**
   * A concurrent run and the sequential run that it is compared with.
   *
   * @param sequential the baseline
   * @param concurrent the run that is compared with it
   * @param speedup sequential time over concurrent time
   */
  record Paired(Timing sequential, Timing concurrent, Estimate speedup) implements Comparison {

    @Override
    public ResultRow row() {
      return concurrent.row();
    }

    @Override
    public List<Timing> timings() {
      return List.of(sequential, concurrent);
    }

    /** Speedup over worker count, 1 where each worker counts fully; absent without a count. */
    public Optional<Estimate> efficiency() {
      OptionalInt workers = Params.number(row(), Params.WORKERS);
      return workers.isPresent()
          ? Optional.of(speedup.times(1.0 / workers.getAsInt()))
          : Optional.empty();
    }

    /**
     * The speedup of a batch that took as long as was reckoned for the latencies that the two runs
     * met: the ideal makespan of the sequential run, which is the sum of its latencies, over what
     * was reckoned for the concurrent one. Absent where either was not measured.
     *
     * @param best {@link Measure#IDEAL_MAKESPAN} or {@link Measure#IDEAL_BOUND}
     */
    public OptionalDouble possibleSpeedup(Measure best) {
      OptionalDouble total = Summary.median(sequential.row(), Measure.IDEAL_MAKESPAN);
      OptionalDouble millis = Summary.median(row(), best);
      return total.isPresent() && millis.isPresent()
          ? OptionalDouble.of(total.getAsDouble() / millis.getAsDouble())
          : OptionalDouble.empty();
    }

    /**
     * Speedup over {@link #possibleSpeedup}, 1 where nothing is lost. The interval is the
     * speedup's: the other follows from the drawn latencies and is taken as exact.
     */
    public Optional<Estimate> share(Measure best) {
      OptionalDouble possible = possibleSpeedup(best);
      return possible.isPresent()
          ? Optional.of(speedup.times(1 / possible.getAsDouble()))
          : Optional.empty();
    }
  }

  /**
   * A run without a counterpart.
   *
   * @param timing the run
   * @param reason why it has none, in words
   */
  record Unpaired(Timing timing, String reason) implements Comparison {

    @Override
    public ResultRow row() {
      return timing.row();
    }

    @Override
    public List<Timing> timings() {
      return List.of(timing);
    }
  }
}
