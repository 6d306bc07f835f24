package org.dspybench.speedup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;

/** The same batch by one process and by several. */
public final class ClusterRuns {

  private static final String CLASS = "SparkBenchmark";

  private ClusterRuns() {}

  /**
   * A way to run a batch.
   *
   * @param timing of the whole, the start of processes included where they are started
   */
  public record Standing(Timing timing) {

    /** What was measured. */
    public ResultRow row() {
      return timing.row();
    }

    /** Processes with an interpreter each; absent where there is one that ran before. */
    public OptionalInt executors() {
      return Params.number(row(), Params.EXECUTORS);
    }

    /** Answers per second from the first request to the last answer. */
    public OptionalDouble perSecondAsking() {
      OptionalDouble asking = Summary.median(row(), Measure.CLUSTER_ASKING);
      OptionalInt questions = Params.questions(row());
      if (asking.isPresent() && questions.isPresent()) {
        return OptionalDouble.of(1e3 * questions.getAsInt() / asking.getAsDouble());
      }
      Optional<Estimate> whole = timing.perSecond();
      return whole.isPresent() && executors().isEmpty()
          ? OptionalDouble.of(whole.get().value())
          : OptionalDouble.empty();
    }

    /** The ideal makespan over the time from the first request to the last answer. */
    public OptionalDouble shareOfIdeal() {
      OptionalDouble ideal = Summary.median(row(), Measure.IDEAL_MAKESPAN);
      OptionalDouble rate = perSecondAsking();
      OptionalInt questions = Params.questions(row());
      return ideal.isPresent() && rate.isPresent() && questions.isPresent()
          ? OptionalDouble.of(
              ideal.getAsDouble() * rate.getAsDouble() / (1e3 * questions.getAsInt()))
          : OptionalDouble.empty();
    }
  }

  /** Whether a row is of the benchmark of clusters. */
  public static boolean concerns(ResultRow row) {
    return row.simpleClassName().equals(CLASS);
  }

  /** All rows, one process first. */
  public static List<Standing> of(List<ResultRow> rows) {
    return rows.stream()
        .map(Timing::new)
        .map(Standing::new)
        .sorted(Comparator.comparingInt(standing -> standing.executors().orElse(0)))
        .toList();
  }
}
